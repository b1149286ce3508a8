import * as v from 'valibot';
import { CloudError } from '../../action/refusal.ts';

/** One tag of one resource. */
export interface TagRow {
  resourceId: string;
  key: string;
  value: string;
}

/** Choice: not documented. */
const invalid = { status: 400, code: 'InvalidParameter', message: 'The specified parameter "NextToken" is not valid.' };

const tokenSchema = v.tuple([v.string(), v.string()]);

/**
 * The next `size` tags after a token, in the order of resource id and key. The token names the last tag, so that tags
 * which come or go between two calls neither repeat nor skip others; a resource's tags may end up on two pages. An
 * empty next token marks the last page.
 * @throws CloudError InvalidParameter for a token that we did not give out
 */
export function pageOfTags(rows: readonly TagRow[], token: string | undefined, size: number) {
  const last = token === undefined ? undefined : readToken(token);
  const rest = last ? rows.filter((row) => compare(row, last) > 0) : rows;
  const page = firstOf(rest, size);
  const end = page.at(-1);
  return { rows: page, nextToken: end && rest.length > size ? writeToken(end) : '' };
}

/** The first so many in order: of thousands of rows, only those of one page are put in order. */
function firstOf(rows: readonly TagRow[], count: number): TagRow[] {
  let page: TagRow[] = [];
  let end: TagRow | undefined;
  for (const row of rows) {
    if (end && compare(row, end) >= 0) continue;
    page.push(row);
    // Twice as many as wanted, so that not every row has them put in order.
    if (page.length < 2 * count) continue;
    page = page.toSorted(compare).slice(0, count);
    end = page.at(-1);
  }
  return page.toSorted(compare).slice(0, count);
}

type Place = Pick<TagRow, 'resourceId' | 'key'>;

function compare(a: Place, b: Place): number {
  if (a.resourceId !== b.resourceId) return a.resourceId < b.resourceId ? -1 : 1;
  return a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
}

function writeToken({ resourceId, key }: Place): string {
  return Buffer.from(JSON.stringify([resourceId, key])).toString('base64url');
}

function readToken(token: string): Place {
  const parsed = v.safeParse(tokenSchema, parse(Buffer.from(token, 'base64url').toString()));
  if (!parsed.success) throw new CloudError(invalid);
  const [resourceId, key] = parsed.output;
  return { resourceId, key };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
