import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases } from './cases/index.ts';
import { KeyRing, whyNoOpenSsh } from './house.ts';
import { passwords, tryPassword } from './passwords.ts';
import { published } from './published.ts';
import { type Tried, tryCase } from './try-case.ts';
import { flawsOf, tally } from './verdict.ts';

const why = whyNoOpenSsh();
const all = [...cases, ...published];

describe.skipIf(why !== null)(`what is said of a key, judged by a real ssh${why ? ` (${why})` : ''}`, () => {
  let ring: KeyRing;
  const tried: Tried[] = [];
  beforeAll(() => {
    ring = new KeyRing();
  });
  afterAll(() => ring.close());

  it.each(all)('is never more than the truth: $name', async (one) => {
    const result = await tryCase(one, ring);
    tried.push(result);

    expect(flawsOf(one, result)).toEqual([]);
  });

  it.each(passwords)('is never more than the truth of a password: $name', async (one) => {
    const claim = await tryPassword(one, ring);

    expect(claim).not.toMatchObject({ said: 'yes', truth: false });
    expect(claim).toMatchObject(one.isPlain ? { said: claim.truth ? 'yes' : 'no' } : {});
  });

  it('leaves at most a fifth of all unknown, in 70 cases or more', () => {
    const { cases: count, claims, unknown } = tally(tried);

    console.log(`${count} cases, ${claims} claims, ${unknown} of them unknown`);
    expect(count).toBeGreaterThanOrEqual(70);
    expect(unknown / claims).toBeLessThanOrEqual(0.2);
  });
});
