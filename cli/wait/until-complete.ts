import type { Report } from '../../shared/change/report.ts';
import type { Answer } from '../call/post.ts';
import { parseReport } from '../report/parse.ts';
import { countLeft, isHalted, mergeReports } from './merge.ts';

/** Runs in a row that got nothing further done before giving up. */
const PATIENCE = 3;

/**
 * Makes the same call until nothing is left, and returns one answer for all of them. It also ends when the answer is
 * no report, when restarts failed, or when several calls in a row got nothing further.
 */
export async function callUntilComplete(
  call: () => Promise<Answer>,
  onProgress: (done: number, total: number) => void,
): Promise<Answer> {
  let merged: Report | undefined;
  for (let idle = 0; ; ) {
    const answer = await call();
    const report = parseReport(answer);
    if (!report) return answer;
    const leftBefore = merged ? countLeft(merged) : Number.POSITIVE_INFINITY;
    merged = mergeReports(merged, report);
    const left = countLeft(merged);
    onProgress(merged.totalCount - left, merged.totalCount);
    idle = left < leftBefore ? 0 : idle + 1;
    const isOver = merged.complete || isHalted(merged) || idle >= PATIENCE;
    if (isOver) return { ...answer, body: JSON.stringify(merged) };
  }
}
