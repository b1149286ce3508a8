import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elsewhere, functionCases } from './functions/function-case.ts';
import { Town } from './functions/town.ts';
import type { Tried } from './functions/tried.ts';
import { tryFunctions } from './functions/walk.ts';
import { whyNoGuestOpenSsh } from './functions/why-not.ts';

const why = await whyNoGuestOpenSsh();
if (why) console.warn(`what the functions claim is not held against OpenSSH here: ${why}`);

/** `TRUTH_CASES='^AllowUsers'` tries some of them. */
const wanted = new RegExp(process.env.TRUTH_CASES ?? '');
const chosen = functionCases.filter(({ name }) => wanted.test(name));

describe.skipIf(why !== null)('what the functions claim of a key', () => {
  let town: Town;
  const all: Tried[] = [];
  beforeAll(async () => {
    town = await Town.open();
  });
  afterAll(() => town?.close());

  it.concurrent.each(chosen)('is no more than the truth: $name', async (one) => {
    const tried = await tryFunctions(one, town);
    all.push(tried);
    expect(tried.faults).toEqual([]);
  });

  it('is unknown in a fifth of all claims at most', () => {
    const claims = all.flatMap((tried) => tried.claims);
    const unknown = claims.filter(({ said }) => said === 'unknown');
    console.log(`${all.length} cases, ${claims.length} claims, ${unknown.length} unknown`);
    console.log(`left to the cases of scripts: ${elsewhere.join('; ')}`);
    expect(claims.length).toBeGreaterThan(0);
    expect(unknown.length).toBeLessThanOrEqual(claims.length / 5);
  });
});
