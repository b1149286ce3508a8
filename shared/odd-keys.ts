/** Keys and indexes that lead to a value, outermost first. */
export type Path = readonly (string | number)[];

/** Keys that stand for something else in JavaScript: what reads a mapping drops them without a word. */
const ODD = new Set(['__proto__', 'prototype', 'constructor']);

/** A mapping or list, and how it is reached: paths are made of what is found alone, because a hostile value is deep. */
interface Place {
  readonly value: object;
  readonly key: string | number;
  readonly parent: Place | null;
}

/** Where a value that JSON or YAML made has such a key, the outermost first. */
export function findOddKeys(value: unknown): Path[] {
  const found: Path[] = [];
  const open: Place[] = isHolder(value) ? [{ value, key: '', parent: null }] : [];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    const isList = Array.isArray(parent.value);
    for (const [name, inner] of Object.entries(parent.value) as [string, unknown][]) {
      const key = isList ? Number(name) : name;
      if (ODD.has(name)) found.push([...pathTo(parent), key]);
      if (isHolder(inner)) open.push({ value: inner, key, parent });
    }
  }
  return found.toSorted((a, b) => a.length - b.length);
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

function pathTo(place: Place): Path {
  const keys: (string | number)[] = [];
  for (let at = place; at.parent; at = at.parent) keys.push(at.key);
  return keys.toReversed();
}

export const ODD_KEY = 'no key of that name, which no mapping may have';
