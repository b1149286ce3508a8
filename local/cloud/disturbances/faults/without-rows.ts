import type { AnswerBody } from '../../action/action.ts';

/** Fields whose lists lack their first half, rounded up: a list of one is empty. Lists within rows stay. */
export function withoutRows(fields: AnswerBody): AnswerBody {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, lessOf(value)]));
}

function lessOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(Math.ceil(value.length / 2));
  return typeof value === 'object' && value !== null ? withoutRows({ ...value }) : value;
}
