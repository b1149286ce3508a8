import * as v from 'valibot';
import type { Problem } from '../../errors.ts';

/** Turns a schema's issue into a problem. The schemas' messages say what was expected and never quote what came. */
export function toProblem(issue: v.BaseIssue<unknown>): Problem {
  return { path: v.getDotPath(issue) ?? '', expected: issue.message };
}
