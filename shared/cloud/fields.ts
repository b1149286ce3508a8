/** A name or tag, whatever its type: an answer may carry the text `7` or `true` as what it looks like. */
export function toText(value: unknown): string | null {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText && value !== '' ? String(value) : null;
}

/** Reads a time such as `2018-10-10T01:00Z`, epoch milliseconds; null when there is none. */
export function toMs(time: string | undefined): number | null {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? null : ms;
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
