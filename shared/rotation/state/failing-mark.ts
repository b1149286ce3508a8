import { compactTime, readCompactTime } from '../../fleet/times.ts';
import type { Observed } from '../../products/product.ts';
import { shortOf } from './proof-mark.ts';

/**
 * The tag on an instance that a generation could not be brought to: `<how often>/<when last>/<generation>/<code>`, a
 * generation by its time, `0` for generation 0. It goes with the next proof.
 */
export const FAILING_TAG = 'keyfleet:failing';

/** How an instance failed last. */
export interface Failing {
  readonly generation: string;
  /** In a row. */
  readonly count: number;
  readonly atMs: number;
  /** Of the last failure. */
  readonly code: string;
}

/** So many in a row, and it is not waited for any more. */
const MOST = 3;
const FIRST_PAUSE_MS = 600_000;
const LONGEST_PAUSE_MS = 86_400_000;

export function writeFailing({ generation, count, atMs, code }: Failing): string {
  const word = code.replaceAll(/[^A-Za-z\d.]/g, '').slice(0, 24);
  return `${Math.min(count, 99)}/${compactTime(atMs)}/${shortOf(generation)}/${word}`;
}

const MARK = /^(\d{1,2})\/(\d{8}T\d{6}Z)\/(0|\d{8}T\d{6}Z)\/([A-Za-z\d.]*)$/;

/** How often an instance has failed for this generation; null where it has not. @param generation the wanted one */
export function readFailing({ tags }: Observed, generation: string): Failing | null {
  const [, count, at = '', short, code = ''] = MARK.exec(tags?.[FAILING_TAG] ?? '') ?? [];
  const atMs = readCompactTime(at);
  return atMs === null || short !== shortOf(generation) ? null : { generation, count: Number(count), atMs, code };
}

/** Whether an instance is not waited for any more. */
export const isGivenUp = ({ count }: Failing): boolean => count >= MOST;

/** When it is tried again, epoch milliseconds: at once after the first failure, then after longer and longer pauses. */
export function againMs({ count, atMs }: Failing): number {
  return count < 2 ? atMs : atMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (count - 2));
}
