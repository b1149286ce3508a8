import type { Cell, CloudQuota } from './cell.ts';
import type { StrategyName } from './strategies/index.ts';

const NAIVE: readonly StrategyName[] = [
  'SDK, chunks in sequence',
  'SDK, Promise.all',
  'SDK, retryOptions',
  'p-limit 8, retry',
];
const WINDOW: CloudQuota = { limit: 50, windowMs: 10_000 };
/** 200 calls: four windows. */
const WINDOW_INSTANCES = 10_000;
/** 400 calls. */
const SHARED_INSTANCES = 20_000;
/** A window leaves the most to chance, so it is measured more than once. */
const WINDOW_RUNS = 3;

/** Every cell of the bench; quick ones leave out what takes longer than some seconds. */
export function cells(quick: boolean): readonly Cell[] {
  const sizes = quick ? [1, 50, 500, 5_000] : [1, 50, 500, 5_000, 50_000];
  const all = [10, 20].flatMap((perSecond) => [...ours(perSecond, sizes), ...theirs(perSecond, sizes)]);
  const free: Cell = { strategy: 'keyfleet', instances: 5_000, quota: null };
  return quick ? [free, ...all] : [free, ...all, ...shared(), ...windows(), ...inLargeHeap()];
}

function ours(perSecond: number, sizes: readonly number[]): Cell[] {
  const quota = { rate: perSecond, burst: perSecond };
  const large = sizes.filter((instances) => instances >= 5_000);
  return [
    ...sizes.map((instances) => ({ strategy: 'keyfleet', instances, quota }) as const),
    ...large.map((instances) => ({ strategy: 'keyfleet, counting', instances, quota }) as const),
    ...large.map((instances) => ({ strategy: 'keyfleet', instances, quota, known: `${perSecond}/1(s)` }) as const),
  ];
}

function theirs(perSecond: number, sizes: readonly number[]): Cell[] {
  const quota = { rate: perSecond, burst: perSecond };
  return [
    ...sizes.filter((instances) => instances <= 500).map((instances) => toCell('one call each', instances, quota)),
    ...NAIVE.flatMap((strategy) => sizes.filter((n) => n >= 50).map((instances) => toCell(strategy, instances, quota))),
  ];
}

const toCell = (strategy: StrategyName, instances: number, quota: CloudQuota): Cell => ({ strategy, instances, quota });

function shared(): Cell[] {
  return [10, 20].flatMap((perSecond) => {
    const quota = { rate: perSecond, burst: perSecond };
    const base = { instances: SHARED_INSTANCES, quota, shared: true };
    const known: Cell = { ...base, strategy: 'keyfleet', known: `${perSecond}/1(s)` };
    const unknown = (['keyfleet', ...NAIVE] as const).map((strategy): Cell => ({ ...base, strategy }));
    return [known, ...unknown];
  });
}

function windows(): Cell[] {
  const runs = Array.from({ length: WINDOW_RUNS }, () => toCell('keyfleet', WINDOW_INSTANCES, WINDOW));
  return [...runs, ...NAIVE.map((strategy) => toCell(strategy, WINDOW_INSTANCES, WINDOW))];
}

function inLargeHeap(): Cell[] {
  const quota = { rate: 20, burst: 20 };
  const sizes = [5_000, 50_000];
  return (['keyfleet', 'keyfleet, counting'] as const).flatMap((strategy) =>
    sizes.map((instances): Cell => ({ strategy, instances, quota, heap: 'machine' })),
  );
}
