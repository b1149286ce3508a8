import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPages, allTokenPages } from '../../../shared/cloud/pages.ts';
import { chunk } from '../../../shared/lists.ts';

const many = fc.array(fc.integer(), { maxLength: 60 });
const size = fc.integer({ min: 1, max: 20 });

describe('chunked list', () => {
  it('a chunked list keeps every item in order, in full chunks but for the last', () => {
    fc.assert(
      fc.property(many, size, (items, most) => {
        const parts = chunk(items, most);
        expect(parts.flat()).toEqual(items);
        expect(parts).toHaveLength(Math.ceil(items.length / most));
      }),
    );
  });
});

describe('numbered pages', () => {
  const read = async (items: readonly number[], most: number, more: { served?: number; saysTotal: boolean }) => {
    const asked: number[] = [];
    const served = more.served ?? most;
    const all = await allPages(most, async (pageNumber) => {
      asked.push(pageNumber);
      const page = items.slice((pageNumber - 1) * served, pageNumber * served);
      return { items: page, total: more.saysTotal ? items.length : undefined };
    });
    return { all, asked };
  };

  it('numbered pages are as many as the total asks for, one when there is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(many, size, async (items, most) => {
        const { all, asked } = await read(items, most, { saysTotal: true });
        expect(all).toEqual(items);
        expect(asked).toHaveLength(Math.max(1, Math.ceil(items.length / most)));
      }),
    );
  });

  it('end with the first short one when no total is said', async () => {
    const items = Array.from({ length: 20 }, (_, n) => n);
    const { all, asked } = await read(items, 10, { saysTotal: false });
    expect(all).toEqual(items);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('numbered pages are all read when the product serves smaller ones than asked for', async () => {
    const items = Array.from({ length: 120 }, (_, n) => n);
    expect((await read(items, 100, { served: 50, saysTotal: true })).all).toEqual(items);
  });

  it('end when a total promises more than there is', async () => {
    expect(await allPages(10, async (n) => ({ items: n === 1 ? [1, 2] : [], total: 5 }))).toEqual([1, 2]);
  });
});

describe('pages by token', () => {
  it.each([[undefined], ['']])('end with the token %j', async (last) => {
    const pages = [
      { items: [1, 2], nextToken: 'a' },
      { items: [], nextToken: 'b' },
      { items: [3], nextToken: last },
    ];
    const tokens: Array<string | undefined> = [];
    const all = await allTokenPages(async (token) => {
      tokens.push(token);
      return pages[tokens.length - 1] ?? { items: [], nextToken: undefined };
    });
    expect(all).toEqual([1, 2, 3]);
    expect(tokens).toEqual([undefined, 'a', 'b']);
  });
});
