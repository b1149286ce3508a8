import type { Report } from '../../shared/change/report.ts';
import { type Answer, NoAnswerError } from '../call/post.ts';
import { parseJson } from '../call/request.ts';
import { renderReport } from './change-table.ts';
import { safeJson } from './columns.ts';
import { parseReport } from './parse.ts';
import { renderReason, renderRefusal } from './refusal.ts';

/**
 * Makes a call and prints the answer: as a table, or as it is.
 * Resolves to the exit code: 0 done, 1 something left or failed, 2 refused, 3 no answer.
 */
export async function showAnswer(call: () => Promise<Answer>, json: boolean): Promise<number> {
  try {
    return show(await call(), json);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return complain(`keyfleet: ${error.message}\n`, 3);
  }
}

function show(answer: Answer, json: boolean): number {
  const { status, body } = answer;
  const value = parseJson(body);
  if (json && value !== undefined) process.stdout.write(`${safeJson(body)}\n`);
  if (status >= 400 && status < 500) return complain(renderRefusal(status, value), 2);
  const report = parseReport(answer);
  if (!report) return complain(renderBrokenAnswer(status, value), 3);
  if (!json) process.stdout.write(renderReport(report));
  return isDone(report) ? 0 : 1;
}

function isDone({ failCount, unknownCount, complete }: Report): boolean {
  return failCount === 0 && unknownCount === 0 && complete;
}

function renderBrokenAnswer(status: number, value: unknown): string {
  const reason = status >= 500 ? 'the function failed' : 'this is not an answer of a Keyfleet function';
  return `keyfleet: HTTP ${status}, ${reason}${renderReason(value)}\n`;
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
