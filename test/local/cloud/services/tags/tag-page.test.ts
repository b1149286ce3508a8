import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOfTags, type TagRow } from '../../../../../local/cloud/services/tags/tag-page.ts';

const row = (resourceId: string, key: string): TagRow => ({ resourceId, key, value: '' });
const name = ({ resourceId, key }: TagRow) => `${resourceId}/${key}`;

function allPages(rows: readonly TagRow[], size: number): TagRow[] {
  const found: TagRow[] = [];
  let token: string | undefined;
  do {
    const page = pageOfTags(rows, token, size);
    found.push(...page.rows);
    token = page.nextToken || undefined;
  } while (token !== undefined);
  return found;
}

describe('pages of tags', () => {
  const text = fc.string({ maxLength: 6 });
  const rowsOf = fc.uniqueArray(fc.tuple(text, text), { selector: ([id, key]) => JSON.stringify([id, key]) });

  it('hold each tag once, in order, whatever the names and the size', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 1, max: 7 }), (pairs, size) => {
        const rows = pairs.map(([id, key]) => row(id, key));
        expect(allPages(rows, size)).toEqual(pageOfTags(rows, undefined, rows.length + 1).rows);
        expect(allPages(rows, size)).toHaveLength(rows.length);
      }),
    );
  });

  it('pages of tags neither repeat nor skip what stays, when tags come and go in between', () => {
    const before = [row('a', '1'), row('a', '2'), row('b', '1'), row('c', '1')];
    const first = pageOfTags(before, undefined, 2);
    const after = [row('a', '0'), row('b', '0'), row('b', '1'), row('c', '1')];
    const second = pageOfTags(after, first.nextToken, 10);
    expect([...first.rows, ...second.rows].map(name)).toEqual(['a/1', 'a/2', 'b/0', 'b/1', 'c/1']);
  });

  it('end without a token when they are exactly full', () => {
    expect(pageOfTags([row('a', '1'), row('a', '2')], undefined, 2).nextToken).toBe('');
  });
});
