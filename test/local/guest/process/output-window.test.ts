import { describe, expect, it } from 'vitest';
import { OutputWindow } from '../../../../local/guest/process/output-window.ts';

describe('kept output', () => {
  for (const chunkBytes of [1, 100, 6000, 65_536, 1_000_000]) {
    it(`kept output is the first 6,000 bytes and the last to make 24 KB, in chunks of ${chunkBytes}`, () => {
      const all = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index}\n`).join(''));
      const window = new OutputWindow();
      for (let at = 0; at < all.length; at += chunkBytes) window.add(all.subarray(at, at + chunkBytes));

      expect(window.kept()).toEqual(Buffer.concat([all.subarray(0, 6000), all.subarray(all.length - 18_576)]));
      expect(window.droppedBytes).toBe(all.length - 24_576);
    });
  }

  it('kept output is everything up to 24 KB', () => {
    const window = new OutputWindow();
    window.add(Buffer.alloc(24_575, 'x'));
    window.add(Buffer.from('y'));

    expect([window.kept().length, window.droppedBytes]).toEqual([24_576, 0]);
    window.add(Buffer.from('z'));
    expect([window.kept().length, window.droppedBytes]).toEqual([24_576, 1]);
  });
});
