import type { ScalarParameter } from './specification.ts';

/** Reads one value; undefined means malformed or out of bounds. */
export function readScalar(specification: ScalarParameter, text: string): string | number | boolean | undefined {
  if (specification.type === 'integer') return readInteger(specification, text);
  return specification.type === 'boolean' ? readBoolean(text) : readString(specification, text);
}

function readString(specification: Extract<ScalarParameter, { type: 'string' }>, text: string): string | undefined {
  if (specification.pattern && !specification.pattern.test(text)) return undefined;
  if (specification.enum && !specification.enum.includes(text)) return undefined;
  const { maxLength = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = specification;
  return text.length > maxLength || Buffer.byteLength(text) > maxBytes ? undefined : text;
}

function readInteger({ min = 0, max = 2 ** 31 - 1 }: { min?: number; max?: number }, text: string): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

/** Choice: any capitalisation, since clients of other languages write `True`. */
function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}
