import { startChild } from '../child.ts';
import type { Task, Told } from './caller.ts';
import type { Cell, Result } from './cell.ts';
import type { Account, Start, Started } from './cloud.ts';

const QUARTER = 0.25;
/**
 * The heap that Node 20 gives itself where there are 256 MB, as in the functions: measured in a control group of that
 * size, where `heap_size_limit` is 259 MB and a half of the young generation 1 MB.
 */
const FUNCTION_HEAP = ['--max-old-space-size=256', '--max-semi-space-size=1'];
const script = (name: string) => new URL(`./${name}.ts`, import.meta.url);

/**
 * Measures one cell: cloud, caller and second caller each in a process of its own.
 * @param callerScript the caller as {@link bundleCaller} made it
 */
export async function runCell(cell: Cell, callerScript: URL): Promise<Result> {
  const cloud = startChild(script('cloud'));
  const caller = startChild(callerScript, cell.heap === 'machine' ? [] : FUNCTION_HEAP);
  const others = cell.shared ? startChild(script('others')) : undefined;
  try {
    const { instances, quota } = cell;
    const started = await cloud.ask<Started>({ instances, quota } satisfies Start);
    const perSecond = quota && 'rate' in quota ? quota.rate * QUARTER : 0;
    await others?.ask({ caller: started.others, perSecond });
    const task: Task = { cell, caller: started.caller };
    const told = await caller.ask<Told>(task);
    others?.end();
    return compare(cell, started, told, await cloud.ask<Account>({ account: true }));
  } finally {
    for (const child of [cloud, caller, others]) child?.end();
  }
}

/** What the caller said beside what the cloud knows. */
function compare(cell: Cell, { caller: { instanceIds } }: Started, told: Told, account: Account): Result {
  const attached = new Set(account.attached);
  const really = instanceIds.filter((id) => attached.has(id)).length;
  const said = told.succeededIds && new Set(told.succeededIds);
  const { attachMs, wholeMs, peakMb } = told;
  const { allCalls, calls, throttled, others } = account;
  return {
    cell,
    attachMs,
    wholeMs,
    peakMb,
    allCalls,
    calls,
    throttled,
    lost: instanceIds.length - really,
    misreported: said
      ? instanceIds.filter((id) => attached.has(id) !== said.has(id)).length
      : Math.abs(really - told.succeeded),
    others: cell.shared ? others : null,
  };
}
