import type { Inventory } from '../../shared/inventory/inventory.ts';
import { type Answer, NoAnswerError } from '../call/post.ts';
import { parseJson } from '../call/request.ts';
import { renderReason, renderRefusal } from './refusal.ts';

/** All pages of an inventory as one. */
export type Fleet = Omit<Inventory, 'nextToken'>;

/** What went wrong, and the exit code that says so. */
export interface Complaint {
  readonly complaint: string;
  readonly exitCode: 2 | 3;
}

/** Asks for page after page. What a page could not see is missing in the whole. */
export async function fetchAll(ask: (page: object) => Promise<Answer>): Promise<Fleet | Complaint> {
  const pages: Inventory[] = [];
  for (let nextToken: string | null = null; ; ) {
    const page = await fetchPage(() => ask(nextToken === null ? {} : { nextToken }));
    if ('complaint' in page) return page;
    pages.push(page);
    nextToken = page.nextToken;
    if (nextToken === null) return join(page, pages);
  }
}

async function fetchPage(ask: () => Promise<Answer>): Promise<Inventory | Complaint> {
  try {
    const { status, body } = await ask();
    const value = parseJson(body);
    if (status >= 400 && status < 500) return { complaint: strip(renderRefusal(status, value)), exitCode: 2 };
    if (status === 200 && isInventory(value)) return value;
    const reason = status >= 500 ? 'the function failed' : 'this is not an answer of the function fleet';
    return { complaint: `HTTP ${status}, ${reason}${renderReason(value)}`, exitCode: 3 };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return { complaint: error.message, exitCode: 3 };
  }
}

const strip = (text: string) => text.replace(/^keyfleet: /, '').trimEnd();

function isInventory(value: unknown): value is Inventory {
  const { instances, unseen, unread } = (value ?? {}) as Partial<Inventory>;
  return [instances, unseen, unread].every(Array.isArray);
}

function join(last: Inventory, pages: readonly Inventory[]): Fleet {
  const { nextToken: _, ...rest } = last;
  const worst = pages.find(({ complete }) => !complete) ?? last;
  const { complete, unseen, unread } = worst;
  return { ...rest, complete, unseen, unread, instances: pages.flatMap(({ instances }) => instances) };
}
