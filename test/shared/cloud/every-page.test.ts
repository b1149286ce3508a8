import { describe, expect, it } from 'vitest';
import { everyPage, type RawPage } from '../../../shared/cloud/every-page.ts';

const SIZE = 3;

/** Reads what a product answers, page by page; nothing behind the last. */
const read = (pages: readonly Partial<RawPage<number>>[]) =>
  everyPage('ListThings', SIZE, async (number): Promise<RawPage<number>> => {
    return { rows: [], total: undefined, size: SIZE, ...pages[number - 1] };
  });

describe('every page', () => {
  it.each<[string, readonly Partial<RawPage<number>>[], number[]]>([
    ['of nothing', [{ total: 0 }], []],
    ['that is short', [{ rows: [1, 2], total: 2 }], [1, 2]],
    ['after one that is full, whatever the total says', [{ rows: [1, 2, 3], total: 1 }, { rows: [4] }], [1, 2, 3, 4]],
    ['where there is no total', [{ rows: [1, 2, 3] }, { rows: [4] }], [1, 2, 3, 4]],
    [
      'of a product whose pages are smaller than asked for',
      [
        { rows: [1], size: 1 },
        { rows: [2], size: 1 },
      ],
      [1, 2],
    ],
    [
      'that is short of its size, as long as the total is not reached',
      [{ rows: [1], total: '2' }, { rows: [2] }],
      [1, 2],
    ],
  ])('every page is read: %s', async (_, pages, expected) => {
    expect(await read(pages)).toEqual(expected);
  });

  it.each<[string, readonly Partial<RawPage<number>>[]]>([
    ['fewer came than there are', [{ rows: [1, 2], total: 3 }]],
    ['there is no list', [{ rows: undefined }]],
  ])('every page is a failure where %s', async (_, pages) => {
    await expect(read(pages)).rejects.toMatchObject({ code: 'IncompleteAnswer' });
  });
});
