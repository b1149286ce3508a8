/** At least one. */
export type Some<T> = readonly [T, ...T[]];

/** Items that share a key, in the order of their first one. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Does something for each item, begun in order, with at most `size` under way at once. Rejects with the first failure. */
export async function forEachAtMost<T>(
  size: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const workers = Array.from({ length: Math.min(size, items.length) }, async () => {
    for (const item of waiting) await work(item);
  });
  await Promise.all(workers);
}

/** Splits a list into parts of at most `size`, in order. */
export function chunk<T>(items: readonly T[], size: number): Some<T>[] {
  const parts: [T, ...T[]][] = [];
  for (const item of items) {
    const part = parts.at(-1);
    if (part && part.length < size) part.push(item);
    else parts.push([item]);
  }
  return parts;
}

/** Does something to both halves of a list, side by side; what it found of all. */
export async function inHalves<T, Found>(
  items: readonly T[],
  find: (half: readonly T[]) => Promise<ReadonlyMap<T, Found>>,
): Promise<Map<T, Found>> {
  const middle = Math.ceil(items.length / 2);
  const found = await Promise.all([items.slice(0, middle), items.slice(middle)].map(find));
  return new Map(found.flatMap((some) => [...some]));
}

/** Those of which something is true, and the others. */
export function partition<T>(items: readonly T[], isMeant: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isMeant), items.filter((item) => !isMeant(item))];
}

/** The same of each. */
export function ofAll<T, Found>(items: readonly T[], found: Found): Map<T, Found> {
  return new Map(items.map((item) => [item, found]));
}

/** Makes one call per chunk, all at once: pacing is the call's own business. */
export async function perChunk<T, Result>(
  items: readonly T[],
  size: number,
  call: (part: Some<T>) => Promise<readonly Result[]>,
): Promise<Result[]> {
  return (await Promise.all(chunk(items, size).map(call))).flat();
}
