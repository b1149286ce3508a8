import { CloudError } from './refusal.ts';

const invalid = { status: 400, code: 'InvalidParameter', message: 'The specified parameter "NextToken" is not valid.' };

/**
 * The next `size` items after a token; `items` are in the order of their ordinals. The token names the last item's ordinal, so that items which come or go between
 * two calls neither repeat nor skip others. An empty next token marks the last page.
 * @throws CloudError InvalidParameter for a token that we did not give out
 */
export function pageAfter<T extends { ordinal: number }>(items: readonly T[], token: string | undefined, size: number) {
  const after = token === undefined ? 0 : readToken(token);
  const next = firstAfter(items, after);
  const page = items.slice(next, next + size);
  const last = page.at(-1);
  return { items: page, nextToken: last && next + size < items.length ? writeToken(last.ordinal) : '' };
}

/** Where the items begin that come after an ordinal; their number when none does. */
function firstAfter(items: readonly { ordinal: number }[], after: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.ordinal ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

function writeToken(ordinal: number): string {
  return Buffer.from(`after:${ordinal}`).toString('base64url');
}

function readToken(token: string): number {
  const match = /^after:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw new CloudError(invalid);
  return Number(match[1]);
}
