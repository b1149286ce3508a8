import { groupBy } from '../../shared/lists.ts';
import { toTable } from '../bench.ts';
import { boundMs, type Cell, callsNeeded, type Result } from './cell.ts';

/** Every cell, grouped by quota. */
export function showResults(results: readonly Result[]): string[] {
  const head = ['who', 'n', 'time s', 'time/bound', 'calls', 'calls/ceil', 'throttled', 'lost', 'misreported'];
  const more = ['others rejected', 'peak MB', 'whole s', 'all calls'];
  const groups = groupBy(results, ({ cell }) => quotaOf(cell)).map((some) => ({ some, name: nameOf(some) }));
  return groups
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ name, some }) => [
      '',
      `### ${name}`,
      '',
      ...toTable([...head, ...more], some.toSorted(byWhom).map(toRow)),
    ]);
}

const nameOf = ([first]: readonly Result[]) => (first ? quotaOf(first.cell) : '');

function byWhom(a: Result, b: Result): number {
  const rank = ({ cell }: Result) =>
    `${cell.known ? 0 : 1}${cell.strategy.startsWith('keyfleet') ? 0 : 1}${cell.strategy}`;
  return a.cell.instances - b.cell.instances || rank(a).localeCompare(rank(b));
}

export function quotaOf({ quota, shared, heap }: Cell): string {
  if (!quota) return 'No quota';
  const text = 'limit' in quota ? `${quota.limit} per ${quota.windowMs / 1000} s, fixed windows` : `${quota.rate}/s`;
  return `${text}${shared ? ', others use a quarter of it' : ''}${heap ? ', heap sized for this machine' : ''}`;
}

function toRow(result: Result): string[] {
  const { cell, attachMs, wholeMs, calls, throttled, lost, misreported, others, peakMb, allCalls } = result;
  const isDone = lost === 0;
  return [
    `${cell.strategy}${cell.known ? `, quota known (${cell.known})` : ''}`,
    String(cell.instances),
    (attachMs / 1000).toFixed(2),
    isDone ? (attachMs / boundMs(cell)).toFixed(2) : 'incomplete',
    String(calls),
    (calls / callsNeeded(cell)).toFixed(2),
    String(throttled),
    lost === 0 ? '0' : `${lost} (${((100 * lost) / cell.instances).toFixed(1)} %)`,
    String(misreported),
    others ? `${others.rejected} of ${others.calls} (${((100 * others.rejected) / others.calls).toFixed(1)} %)` : '',
    peakMb.toFixed(0),
    (wholeMs / 1000).toFixed(2),
    String(allCalls),
  ];
}
