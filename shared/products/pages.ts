/** Splits a list into parts of at most `size`, in order. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

/** Reads numbered pages until one is short of `pageSize`. */
export async function allPages<T>(pageSize: number, read: (pageNumber: number) => Promise<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await read(pageNumber);
    items.push(...page);
    if (page.length < pageSize) return items;
  }
}
