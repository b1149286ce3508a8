/** An event or a part of one: any JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The first of these fields that is there, whatever its case: a target's transformation names them as it likes.
 * @param names in lower case
 */
export function fieldOf(fields: Fields, ...names: string[]): unknown {
  const entries = Object.entries(fields);
  for (const name of names) {
    const found = entries.find(([key, value]) => key.toLowerCase() === name && value !== undefined && value !== null);
    if (found) return found[1];
  }
  return undefined;
}

/** As {@link fieldOf}, as text; a number counts as its digits, anything else is null. */
export function textOf(fields: Fields, ...names: string[]): string | null {
  const value = fieldOf(fields, ...names);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

export function toRegionId(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z][a-z\d-]{1,39}$/.test(value) ? value : null;
}
