import { CloudError } from './errors.ts';

/** One numbered page as it came. */
export interface RawPage<T> {
  /** Undefined when the answer has no list. */
  readonly rows: readonly T[] | undefined;
  readonly total: unknown;
  /** How many rows the product says that a page has; it may be fewer than were asked for. */
  readonly size: unknown;
}

/**
 * Reads numbered pages to the end where a row that is overlooked would do harm: a full page is followed by another,
 * whatever the total says, and an answer without a list, or fewer rows than the total, is a failure.
 * @throws CloudError IncompleteAnswer
 */
export async function everyPage<T>(
  action: string,
  pageSize: number,
  read: (pageNumber: number) => Promise<RawPage<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let total = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await read(pageNumber);
    if (!Array.isArray(page.rows)) throw incomplete(`${action}: an answer has no list`);
    all.push(...page.rows);
    total = Math.max(total, toCount(page.total) ?? 0);
    const isFull = page.rows.length >= Math.min(pageSize, toCount(page.size) ?? pageSize);
    if (page.rows.length > 0 && (isFull || all.length < total)) continue;
    if (all.length >= total) return all;
    throw incomplete(`${action}: ${all.length} of ${total} came back`);
  }
}

export const incomplete = (message: string) => new CloudError({ fate: 'lost', code: 'IncompleteAnswer', message });

function toCount(value: unknown): number | null {
  const count = Number(value ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : null;
}
