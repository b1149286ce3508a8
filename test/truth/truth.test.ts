import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases } from './cases/index.ts';
import { KeyRing, whyNoOpenSsh } from './house.ts';
import { tryCase } from './try-case.ts';
import { flawsOf } from './verdict.ts';

/** One of each kind of fault that claimed more than is so; the whole table runs in the long suite. */
const names = [
  'a key of ed25519 for root',
  'ed25519 only, and RSA',
  'PermitRootLogin no',
  'one file for all users',
  'a key and a password',
  'no folder /run/sshd',
];
const sample = cases.filter(({ name }) => names.includes(name));
const why = whyNoOpenSsh();

describe.skipIf(why !== null)(`what is said of a key, judged by a real ssh${why ? ` (${why})` : ''}`, () => {
  let ring: KeyRing;
  beforeAll(() => {
    ring = new KeyRing();
  });
  afterAll(() => ring.close());

  it.each(sample)('is never more than the truth: $name', { timeout: 120_000 }, async (one) => {
    expect(flawsOf(one, await tryCase(one, ring))).toEqual([]);
  });
});
