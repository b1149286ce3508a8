import { toTable, verdict } from '../bench.ts';
import { boundMs, callsNeeded, type Result, SHARE } from './cell.ts';
import type { StrategyName } from './strategies/index.ts';

interface Target {
  readonly what: string;
  /** The worst of what was measured; NaN when nothing was. */
  readonly value: number;
  /** Absent where a figure is only there to compare with. */
  readonly limit?: number;
  readonly unit?: string;
}

/** Issue by issue: what was asked for and the worst that was measured. Only ours. */
export function showTargets(results: readonly Result[]): string[] {
  const all = targets(results).filter(({ value }) => Number.isFinite(value));
  return toTable(
    ['target', 'at most', 'measured, worst', ''],
    all.map(({ what, value, limit, unit = '' }) => [
      what,
      limit === undefined ? '' : `${limit}${unit}`,
      `${value.toFixed(unit ? 1 : 3)}${unit}`,
      limit === undefined ? '' : verdict(value <= limit + 1e-9),
    ]),
  );
}

function targets(results: readonly Result[]): Target[] {
  const ours = results.filter(({ cell }) => cell.strategy.startsWith('keyfleet'));
  const alone = ours.filter(({ cell }) => !cell.shared);
  const free = alone.filter(({ throttled }) => throttled === 0);
  const inBucket = alone.filter(({ cell }) => cell.quota && 'rate' in cell.quota && callsNeeded(cell) >= 100);
  const unknown = inBucket.filter(({ cell }) => !cell.known);
  const known = inBucket.filter(({ cell }) => cell.known);
  const inWindow = alone.filter(({ cell }) => cell.quota && 'limit' in cell.quota);
  const others = ours.flatMap((result) => (result.others ? [result.others] : []));
  return [
    { what: 'calls / ceil(n/50), not throttled', value: worst(free, callRatio), limit: 1 },
    {
      what: 'calls / ceil(n/50), quota unknown, n = 50,000',
      value: worst(unknown.filter(isLarge), callRatio),
      limit: 1.05,
    },
    { what: 'time / bound, quota unknown, n ≥ 5,000', value: worst(unknown, timeRatio), limit: 1.1 },
    { what: `time / bound at ${SHARE} × quota, known`, value: worst(known, timeRatio), limit: 1.05 },
    { what: 'fixed window: time / bound', value: worst(inWindow, timeRatio), limit: 1.3 },
    { what: 'fixed window: calls / ceil(n/50)', value: worst(inWindow, callRatio), limit: 1.2 },
    {
      what: 'instances lost or misreported',
      value: worst(ours, ({ lost, misreported }) => lost + misreported),
      limit: 0,
    },
    {
      what: 'other callers’ calls rejected',
      value: 100 * Math.max(...others.map(({ rejected, calls }) => rejected / calls)),
      limit: 2,
      unit: ' %',
    },
    ...growths(alone),
  ];
}

const isLarge = ({ cell }: Result) => cell.instances === 50_000;
const callRatio = ({ cell, calls }: Result) => calls / callsNeeded(cell);
const timeRatio = ({ cell, attachMs }: Result) => attachMs / boundMs(cell);
const worst = (results: readonly Result[], measure: (result: Result) => number) =>
  results.length === 0 ? Number.NaN : Math.max(...results.map(measure));

/** Targets in the heap that a function has; Node gives itself more on a large machine, and collects later. */
function growths(alone: readonly Result[]): Target[] {
  const small = alone.filter(({ cell }) => !cell.heap);
  const large = alone.filter(({ cell }) => cell.heap);
  const what = (report: string) => `peak memory, 5,000 to 50,000, ${report} the report`;
  return [
    { what: what('without'), ...growth(small, 'keyfleet, counting'), limit: 20 },
    { what: what('with'), ...growth(small, 'keyfleet'), limit: 100 },
    { what: `${what('without')}, heap of this machine`, ...growth(large, 'keyfleet, counting') },
    { what: `${what('with')}, heap of this machine`, ...growth(large, 'keyfleet') },
  ];
}

/** The largest difference between runs of the same quota and heap. */
function growth(results: readonly Result[], strategy: StrategyName) {
  const peaks = (instances: number) =>
    results
      .filter(({ cell }) => cell.strategy === strategy && cell.instances === instances && cell.quota && !cell.known)
      .map(({ peakMb }) => peakMb);
  const [large, small] = [peaks(50_000), peaks(5_000)];
  const value = large.length > 0 ? Math.max(...large) - Math.min(...small) : Number.NaN;
  return { value, unit: ' MB' };
}
