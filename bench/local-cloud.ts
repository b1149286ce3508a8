import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { createCoreClient, send } from '../shared/cloud/core.ts';
import { type Bench, median, toTable, verdict } from './bench.ts';

const INSTANCES = 5000;
const LISTENING = 100;
const CALLS = 300;
const ROUNDS = 5;
const RATIO = 2;

/** What the server process told when it was ready. */
interface Figures {
  readonly url: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** 50 on ECS. */
  readonly instanceIds: readonly string[];
  readonly filledMs: number;
  readonly listenMs: number;
  readonly emptyMb: number;
  readonly filledMb: number;
  readonly listeningMb: number;
  readonly ports: number;
}

/**
 * What the local cloud costs: memory and start time with 5,000 instances, 100 of them listening for SSH; and the CPU
 * time of the server for an AttachKeyPair of 50 ids as a ratio to that of the signed client for the same call, each in
 * a process of its own: medians of rounds.
 */
export const localCloud: Bench = async () => {
  const server = await startServer();
  try {
    await attachAll(server, 100);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await attachAll(server, CALLS));
    const clientUs = median(rounds.map((round) => round.clientUs));
    const serverUs = median(rounds.map((round) => round.serverUs));
    const ratio = median(rounds.map((round) => round.serverUs / round.clientUs));
    return [
      ...toTable(['', 'ms', 'MB'], sizes(server.figures)),
      '',
      `AttachKeyPair of 50 ids: client ${clientUs.toFixed(0)} µs, server ${serverUs.toFixed(0)} µs of CPU; server to client`,
      `${ratio.toFixed(2)}, at most ${RATIO}: ${verdict(ratio <= RATIO)}.`,
    ];
  } finally {
    server.child.stdin.end();
    await once(server.child, 'exit');
  }
};

interface Server {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly figures: Figures;
  /** CPU time that it has used, microseconds. */
  cpuUs(): Promise<number>;
}

async function startServer(): Promise<Server> {
  const file = path.join(import.meta.dirname, 'local-cloud/server.ts');
  const args = ['--import', 'tsx', file, String(INSTANCES), String(LISTENING)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => String((await lines.next()).value);
  const figures = JSON.parse(await read()) as Figures;
  const cpuUs = async () => {
    child.stdin.write('\n');
    return Number(await read());
  };
  return { child, figures, cpuUs };
}

/** Attaches to 50 instances `calls` times, one call after the other; CPU time of a call in both processes. */
async function attachAll({ figures, cpuUs }: Server, calls: number) {
  const client = createCoreClient(figures.url, figures);
  const parameters = {
    RegionId: 'cn-hangzhou',
    KeyPairName: 'bench',
    InstanceIds: JSON.stringify(figures.instanceIds),
  };
  const call = { version: '2014-05-26', action: 'AttachKeyPair', method: 'POST', parameters } as const;
  const serverBefore = await cpuUs();
  const before = process.cpuUsage();
  for (let number = 0; number < calls; number++) await send(client, call);
  const { user, system } = process.cpuUsage(before);
  return { clientUs: (user + system) / calls, serverUs: ((await cpuUs()) - serverBefore) / calls };
}

function sizes({ filledMs, listenMs, emptyMb, filledMb, listeningMb, ports }: Figures): string[][] {
  return [
    [`${INSTANCES} instances, from the start`, filledMs.toFixed(0), (filledMb - emptyMb).toFixed(1)],
    [`${ports} of them listening for SSH`, listenMs.toFixed(0), (listeningMb - filledMb).toFixed(1)],
    ['resident in all', '', listeningMb.toFixed(1)],
  ];
}
