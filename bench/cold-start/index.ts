import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from '../../build/bundle.ts';
import { type Bench, median, toTable, verdict } from '../bench.ts';
import { showMemory } from './memory.ts';
import { type Start, startOnce } from './start.ts';
import { startStubCloud } from './stub-cloud.ts';

const ROUNDS = 15;
/** Of the require of the unbundled client, and of the own-signer script. */
const OF_CLIENT = 1 / 12;
const OF_FLOOR = 4;
const MAX_KB = 350;

const floorFile = (name: string) => fileURLToPath(new URL(`../floor/${name}.cjs`, import.meta.url));
const FLOOR = 'own signer (floor)';
const CLIENT = '@alicloud/ecs20140526';

/**
 * What a fresh process takes to load each function's bundle, beside the vendor's unbundled client and beside a script
 * that signs by itself; and until its first call to the cloud is answered. Rounds are interleaved, because the
 * machine's speed drifts.
 */
export const coldStart: Bench = async ({ quick, progress }) => {
  const bundles = await build();
  const subjects = [
    ...bundles.map(({ name, file }) => ({ name, file })),
    { name: FLOOR, file: floorFile('own-signer') },
    { name: CLIENT, file: floorFile('whole-client') },
  ];
  const cloud = await startStubCloud();
  const starts = new Map<string, Start[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 1; round <= (quick ? 5 : ROUNDS); round++) {
    for (const { name, file } of subjects) starts.get(name)?.push(await startOnce(name, file, cloud));
    progress(`round ${round}`);
  }
  await cloud.close();
  const sizes = new Map<string, number>();
  for (const { name, file } of bundles) sizes.set(name, (await stat(file)).size / 1024);
  const rows = subjects.map(({ name }) => summarize(name, starts.get(name) ?? [], sizes.get(name) ?? null));
  return [...show(rows), '', ...(await showMemory(rows))];
};

export interface Row {
  readonly name: string;
  readonly kilobytes: number | null;
  readonly requireMs: number;
  readonly cpuMs: number;
  readonly firstCallMs: number;
  readonly loadedMb: number;
  readonly peakMb: number;
}

function summarize(name: string, starts: readonly Start[], kilobytes: number | null): Row {
  const middle = (pick: (start: Start) => number) => median(starts.map(pick));
  return {
    name,
    kilobytes,
    requireMs: middle(({ requireMs }) => requireMs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    firstCallMs: middle(({ firstCallMs }) => firstCallMs),
    loadedMb: middle(({ loadedMb }) => loadedMb),
    peakMb: middle(({ peakMb }) => peakMb),
  };
}

function show(rows: readonly Row[]): string[] {
  const msOf = (wanted: string) => rows.find(({ name }) => name === wanted)?.cpuMs ?? Number.NaN;
  const [client, floor] = [msOf(CLIENT), msOf(FLOOR)];
  const head = [
    'loaded',
    'KB',
    'require ms',
    'CPU ms',
    'of the client',
    'of the floor',
    'to first answer ms',
    'target',
  ];
  const cells = rows.map(({ name, kilobytes, requireMs, cpuMs, firstCallMs }) => {
    const isMet = cpuMs / client <= OF_CLIENT && cpuMs / floor <= OF_FLOOR && (kilobytes ?? 0) <= MAX_KB;
    return [
      name,
      kilobytes?.toFixed(0) ?? '',
      requireMs.toFixed(1),
      cpuMs.toFixed(1),
      `1/${(client / cpuMs).toFixed(1)}`,
      `${(cpuMs / floor).toFixed(1)}×`,
      firstCallMs.toFixed(0),
      kilobytes === null ? '' : verdict(isMet),
    ];
  });
  return [
    'Medians of interleaved rounds, each in a fresh process. Targets for a bundle: at most 1/12 of the unbundled client’s',
    'require, 4 times the own signer’s, 350 KB. Ratios are of CPU time, because others use the machine. To first answer:',
    'from the start of the process, Node’s own included, until the stub cloud has answered its first call.',
    '',
    ...toTable(head, cells),
  ];
}
