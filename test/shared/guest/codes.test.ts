import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAUSES, STOPS, shortenCodes, toCode } from '../../../shared/guest/codes.ts';

const docs = readFileSync(path.resolve(import.meta.dirname, '../../../docs/functions.md'), 'utf8');
const codes = Object.keys({ ...CAUSES, ...STOPS });

describe('codes of guests', () => {
  it.each(codes)('%s is in docs/functions.md', (code) => {
    expect(docs).toContain(`\`${code}\``);
  });

  it('come back from their short forms, and no other word is one', () => {
    expect(codes.map((code) => toCode(shortenCodes(code)))).toEqual(codes);
    expect(['', 'E', 'E999', 'Nothing', 'constructor', '__proto__'].map(toCode)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
