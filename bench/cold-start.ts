import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { build } from '../build/bundle.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const ROUNDS = 15;
const TARGET = 1 / 10;

/**
 * Milliseconds that a fresh process takes to require each function's bundle, and the unbundled ECS client that a user
 * would require instead: medians of interleaved rounds, because the machine's speed drifts.
 */
export async function coldStart(): Promise<void> {
  const bundles = await build();
  const client = { name: '@alicloud/ecs20140526', file: require.resolve('@alicloud/ecs20140526') };
  const subjects = [...bundles, client];
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, file } of subjects) times.get(name)?.push(await requireOnce(file));
  }
  const reference = median(times.get(client.name) ?? []);
  for (const { name, file } of subjects) {
    const ms = median(times.get(name) ?? []);
    const kilobytes = ((await stat(file)).size / 1024).toFixed(0);
    const verdict = name === client.name ? '' : ms / reference <= TARGET ? 'within 1/10' : 'MISSES 1/10';
    console.log(
      `${name.padEnd(24)} ${ms.toFixed(1).padStart(8)} ms  1/${(reference / ms).toFixed(1)}  ${kilobytes} KB  ${verdict}`,
    );
  }
}

async function requireOnce(file: string): Promise<number> {
  const code = `const t=process.hrtime.bigint();require(${JSON.stringify(file)});console.log(Number(process.hrtime.bigint()-t)/1e6)`;
  const { stdout } = await run(process.execPath, ['-e', code]);
  return Number(stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
