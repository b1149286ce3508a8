import type { Bench } from '../bench.ts';
import { bundleCaller } from './bundle-caller.ts';
import { type Cell, callsNeeded, LATENCY_MS, type Result } from './cell.ts';
import { runCell } from './run-cell.ts';
import { cells } from './scenarios.ts';
import { showResults } from './table.ts';
import { showTargets } from './targets.ts';

/** Cells are nearly all waiting, so that several at once do not disturb each other. */
const AT_ONCE = 4;

/**
 * How fast key pairs are attached under quotas, and what that does to others: ours beside what users write today.
 * Latency 80 ms, throttled answers after 15 ms, everybody in a process of their own.
 */
export const pacing: Bench = async ({ quick, progress }) => {
  const caller = await bundleCaller();
  const waiting = cells(quick).toSorted((a, b) => weightOf(b) - weightOf(a));
  const total = waiting.length;
  const results: Result[] = [];
  const work = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      results.push(await runCell(cell, caller));
      progress(`${results.length}/${total} ${cell.strategy}, ${cell.instances}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [
    `Latency ${LATENCY_MS} ms, quotas of \`ecs.AttachKeyPair\` with burst = rate, 50 ids a call; times of attach calls`,
    'only, from the first to the last one. Lost: instances without the key pair at the end, by the cloud’s own state.',
    'Misreported: instances of which the caller says otherwise. Whole: looking and reporting included.',
    '',
    ...showTargets(results),
    '',
    ...showResults(results),
  ];
};

/** The longest begin first. */
function weightOf(cell: Cell): number {
  const { quota } = cell;
  const calls = cell.strategy === 'one call each' ? cell.instances : callsNeeded(cell);
  return quota && 'rate' in quota ? calls / quota.rate : calls / 5;
}
