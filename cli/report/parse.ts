import type { Report } from '../../shared/change/report.ts';
import type { Answer } from '../call/post.ts';
import { parseJson } from '../call/request.ts';

/** The report that a function answered; undefined when the answer is anything else. */
export function parseReport({ status, body }: Answer): Report | undefined {
  const value = parseJson(body);
  const isReport = status === 200 && typeof value === 'object' && value !== null && 'results' in value;
  return isReport ? (value as Report) : undefined;
}
