import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generationTime,
  isGenerationOf,
  MAX_ROTATED_NAME_LENGTH,
  nameGeneration,
} from '../../../shared/fleet/generation.ts';
import { products } from '../../../shared/products/index.ts';

describe('generation', () => {
  it('a generation is named after the logical name and the time it was made', () => {
    const madeMs = Date.parse('2026-11-21T18:30:00.900Z');

    expect(nameGeneration('ops', madeMs)).toBe('ops-20261121T183000Z');
    expect(generationTime('ops-20261121T183000Z')).toBe(Date.parse('2026-11-21T18:30:00Z'));
  });

  it.each([
    ['ops', true],
    ['ops-20261121T183000Z', true],
    ['ops-2-20261121T183000Z', false],
    ['ops2', false],
    ['ops-', false],
    ['ops-20261321T183000Z', false],
    ['ops-20261121T183000', false],
    ['xops-20261121T183000Z', false],
    ['', false],
  ])('a generation of ops: %s is one: %s', (keyPairName, is) => expect(isGenerationOf('ops', keyPairName)).toBe(is));

  it('a generation has a name that every product takes, whatever the time', () => {
    const name = 'o'.repeat(MAX_ROTATED_NAME_LENGTH);
    const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTime, (made) => {
        const generation = nameGeneration(name, made.getTime());
        expect(Object.values(products).every(({ keyPairNames }) => keyPairNames.pattern.test(generation))).toBe(true);
        expect(isGenerationOf(name, generation)).toBe(true);
        expect(generationTime(generation)).toBe(Math.floor(made.getTime() / 1000) * 1000);
      }),
    );
  });
});
