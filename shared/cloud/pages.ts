/** One numbered page. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Items on all pages, where the product says. */
  readonly total: number | undefined;
}

/** Reads numbered pages until all are read: as many as `total` says, or until one is short of `pageSize`. */
export async function allPages<T>(pageSize: number, read: (pageNumber: number) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await read(pageNumber);
    items.push(...page.items);
    const isLast = page.total === undefined ? page.items.length < pageSize : items.length >= page.total;
    if (isLast || page.items.length === 0) return items;
  }
}

/** One page and the token of the next; an empty or absent token marks the last. */
export interface TokenPage<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Reads pages by token until the last. */
export async function allTokenPages<T>(read: (nextToken: string | undefined) => Promise<TokenPage<T>>): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.nextToken;
  } while (token);
  return items;
}
