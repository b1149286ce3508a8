import type { TagParameter } from '../action/parameters/specification.ts';

/** A predicate for a name pattern in which `*` stands for any text; without `*` the name must be the same. */
export function matchesPattern(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  if (pattern === '*') return () => true;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => expression.test(name);
}

/** True when every filter matches: by key and value, or by key alone when the value was not given. */
export function matchesTags(tags: Readonly<Record<string, string>>, filters: readonly TagParameter[]): boolean {
  return filters.every(({ key, value }) => Object.hasOwn(tags, key) && (value === undefined || tags[key] === value));
}

/** One page by number (from 1) and size. */
export function pageOf<T>(items: readonly T[], pageNumber: number, pageSize: number): T[] {
  return items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
}

export type Test<T> = (item: T) => boolean;

/** A test for a filter that was given; undefined for one that was not. */
export function when<T, V>(value: V | undefined, test: (item: T, value: V) => boolean): Test<T> | undefined {
  return value === undefined ? undefined : (item) => test(item, value);
}

/** A test of names for a pattern that was given, see {@link matchesPattern}. */
export function named<T>(pattern: string | undefined, nameOf: (item: T) => string): Test<T> | undefined {
  const matches = matchesPattern(pattern ?? '*');
  return pattern === undefined ? undefined : (item) => matches(nameOf(item));
}

/** The items that pass every test; without tests the list itself, not walked. */
export function select<T>(items: readonly T[], tests: readonly (Test<T> | undefined)[]): readonly T[] {
  const given = tests.filter((test) => test !== undefined);
  return given.length === 0 ? items : items.filter((item) => given.every((test) => test(item)));
}
