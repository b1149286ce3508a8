'use strict';
/*
 * A fresh process, as a cold start has it: loads a file, tells what that took, and hands the handler an event. The
 * server, not this process, knows when the first call was answered.
 */
const { writeSync } = require('node:fs');

const [file, event, context] = process.argv.slice(2);
const tell = (facts) => writeSync(1, `${JSON.stringify(facts)}\n`);
console.log = () => {};
const before = process.cpuUsage();
const startedNs = process.hrtime.bigint();
const { handler } = require(file);
const requireMs = Number(process.hrtime.bigint() - startedNs) / 1e6;
const { user, system } = process.cpuUsage(before);
const loadedMb = process.memoryUsage().rss / 2 ** 20;
tell({ requireMs, cpuMs: (user + system) / 1000, loadedMb });
const tellPeak = () => tell({ peakMb: process.resourceUsage().maxRSS / 1024 });
Promise.resolve(handler(Buffer.from(event), JSON.parse(context))).then(tellPeak, tellPeak);
