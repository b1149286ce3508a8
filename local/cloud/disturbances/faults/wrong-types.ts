import type { AnswerBody } from '../../action/action.ts';

/**
 * The same fields in other types: numbers and booleans as strings, strings that are numbers or booleans as those. Of
 * `Success` it is only the case that changes, to `"True"` and `"False"`, as the samples of SWAS-OPEN 2020-06-01
 * DetachKeyPair have it.
 */
export function withWrongTypes(fields: AnswerBody): AnswerBody {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, inWrongType(value, name)]));
}

function inWrongType(value: unknown, name?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => inWrongType(item));
  if (typeof value === 'object' && value !== null) return withWrongTypes({ ...value });
  if (name === 'Success') return value === true || value === 'true' || value === 'True' ? 'True' : 'False';
  return typeof value === 'string' ? fromString(value) : value === null ? null : JSON.stringify(value);
}

function fromString(text: string): string | number | boolean {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
