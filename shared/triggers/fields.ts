/** An event or a part of one: any JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The first of these fields that is there, whatever its case: what a target's transformation calls them is up to whoever
 * wrote it.
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

/** JSON in a text, as some deliveries have it; what is no JSON stays a text. */
export function unpack(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An id as the products accept it; null for anything else, so that nothing else travels on. */
export function toId(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z\d][\w.:-]{0,127}$/.test(value) ? value : null;
}

/** The distinct ids of one text, a list, or a list in a text. */
export function toIds(value: unknown): string[] {
  const given = unpack(value);
  const ids = (Array.isArray(given) ? given : [given]).map(toId).filter((id) => id !== null);
  return [...new Set(ids)];
}

export function toRegionId(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z][a-z\d-]{1,39}$/.test(value) ? value : null;
}
