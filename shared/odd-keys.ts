import type { Path } from './yaml.ts';

/** Keys that stand for something else in JavaScript: what reads a mapping drops them without a word. */
const ODD = new Set(['__proto__', 'prototype', 'constructor']);

/** Where a value that JSON or YAML made has such a key, outermost first. */
export function findOddKeys(value: unknown): Path[] {
  const found: Path[] = [];
  const open: { readonly value: unknown; readonly path: Path }[] = [{ value, path: [] }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { value: here, path } = one;
    if (typeof here !== 'object' || here === null) continue;
    for (const key of Object.keys(here)) {
      const at = [...path, Array.isArray(here) ? Number(key) : key];
      if (ODD.has(key)) found.push(at);
      open.push({ value: (here as Record<string, unknown>)[key], path: at });
    }
  }
  return found.toSorted((a, b) => a.length - b.length);
}

export const ODD_KEY = 'no key of that name, which no mapping may have';
