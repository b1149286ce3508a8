import type * as v from 'valibot';
import type { Path } from '../../yaml.ts';

/** One thing wrong with a file: where, and what was expected there. */
export interface Finding {
  readonly path: Path;
  readonly expected: string;
}

/** Turns a schema's issue into a finding. The schemas' messages say what was expected and never quote what came. */
export function toFinding({ path, message }: v.BaseIssue<unknown>): Finding {
  const keys = (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { path: keys, expected: message };
}
