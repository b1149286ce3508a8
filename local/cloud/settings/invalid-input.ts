import type { BaseIssue } from 'valibot';

/** Something outside the cloud's own APIs (a control request, an option) that is not as it must be. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(readonly details: readonly { path: string; expected: string }[]) {
    super(details.map(({ path, expected }) => `${path}: expected ${expected}`).join('; '));
  }

  /** From valibot's issues; paths are written `[0].tags.ssh`. */
  static from(issues: readonly BaseIssue<unknown>[]): InvalidInput {
    return new InvalidInput(issues.map((issue) => ({ path: pathOf(issue), expected: expectationOf(issue) })));
  }
}

function expectationOf({ expected, received, message }: BaseIssue<unknown>): string {
  if (expected === 'never') return 'no field of that name';
  return received === 'undefined' ? 'a value' : `${expected ?? message}, received ${received}`;
}

function pathOf(issue: BaseIssue<unknown>): string {
  const parts = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return parts.join('').replace(/^\./, '') || 'body';
}
