import { setTimeout as sleep } from 'node:timers/promises';
import { answerQuestions } from '../child.ts';
import type { Cell } from './cell.ts';
import type { Caller } from './cloud.ts';
import { strategies } from './strategies/index.ts';

/* The process that attaches, in one of the ways that are compared. */
export interface Task {
  readonly cell: Cell;
  readonly caller: Caller;
}

export interface Told {
  readonly attachMs: number;
  readonly wholeMs: number;
  readonly peakMb: number;
  /** How many are said to be attached. */
  readonly succeeded: number;
  /** Their ids; null where only the count is kept. */
  readonly succeededIds: readonly string[] | null;
}

answerQuestions(async ({ cell, caller }: Task): Promise<Told> => {
  const span = { fromMs: Number.NaN, toMs: Number.NaN };
  const { quota } = cell;
  const edge = quota && 'limit' in quota ? startOfNext(quota.windowMs) : undefined;
  const beginAttaching = async () => {
    await edge?.();
    if (Number.isNaN(span.fromMs)) span.fromMs = performance.now();
  };
  const attachedOne = () => {
    span.toMs = performance.now();
  };
  const strategy = await strategies[cell.strategy]();
  const begunMs = performance.now();
  const said = await strategy({ ...caller, known: cell.known, beginAttaching, attachedOne });
  const wholeMs = performance.now() - begunMs;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const attachMs = span.toMs - span.fromMs;
  return typeof said === 'number'
    ? { attachMs, wholeMs, peakMb, succeeded: said, succeededIds: null }
    : { attachMs, wholeMs, peakMb, succeeded: said.length, succeededIds: said };
});

/** Waits, once for all who ask, until a window of that length begins; the local cloud's follow the clock. */
function startOfNext(windowMs: number): () => Promise<void> {
  let waiting: Promise<void> | undefined;
  return () => (waiting ??= sleep(windowMs - (Date.now() % windowMs) + 2));
}
