import { describe, expect, it } from 'vitest';
import { chunk, groupBy, inHalves, ofAll } from '../../shared/lists.ts';

describe('lists', () => {
  it('groupBy keeps the order of the first item of each key, and makes no empty group', () => {
    expect(groupBy(['b1', 'a1', 'b2'], ([letter = '']) => letter)).toEqual([['b1', 'b2'], ['a1']]);
    expect(groupBy([], String)).toEqual([]);
  });

  it('chunk fills every part but the last, and makes no empty part', () => {
    expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunk([1, 2], 2)).toEqual([[1, 2]]);
    expect(chunk([], 2)).toEqual([]);
  });

  it('inHalves asks both halves at once, the first with the odd item, and merges what they found', async () => {
    const asked: (readonly number[])[] = [];
    const found = await inHalves([1, 2, 3], async (half) => {
      asked.push(half);
      return ofAll(half, half.length);
    });
    expect(asked).toEqual([[1, 2], [3]]);
    expect([...found]).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
    ]);
  });
});
