import type { TagParameter } from '../parameters/specification.ts';

/** A predicate for a name pattern in which `*` stands for any text; without `*` the name must be the same. */
export function matchesPattern(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => expression.test(name);
}

/** True when every filter matches: by key and value, or by key alone when the value was not given. */
export function matchesTags(tags: Readonly<Record<string, string>>, filters: readonly TagParameter[] = []): boolean {
  return filters.every(({ key, value }) => Object.hasOwn(tags, key) && (value === undefined || tags[key] === value));
}

/** One page by number (from 1) and size. */
export function pageOf<T>(items: readonly T[], pageNumber: number, pageSize: number): T[] {
  return items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
}
