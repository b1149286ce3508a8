import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionCases } from './functions/function-case.ts';
import { Town } from './functions/town.ts';
import { tryFunctions } from './functions/walk.ts';
import { whyNoGuestOpenSsh } from './functions/why-not.ts';

const why = await whyNoGuestOpenSsh();
if (why) console.warn(`what the functions claim is not held against OpenSSH here: ${why}`);

/** One of each kind of claim that was wrong when it rested on files alone; functions.truth.test.ts has them all. */
const sample = [
  ['a rotation to a key that sshd takes from nobody', 'ed25519 only, and RSA'],
  ['a detach that leaves a password which sshd does not take', 'a password of root’s that sshd does not take'],
  ['an sshd that says nothing of its settings', 'settings that were broken since'],
  ['a file that is one for all users', 'one file for all users'],
  ['a key that may only run a command', 'the new key with a command'],
  ['nothing out of the ordinary', 'a password beside the key'],
] as const;

describe.skipIf(why !== null)('claims of the functions', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  });
  afterAll(() => town?.close());

  it.each(sample)('are no more than the truth about %s', async (_kind, name) => {
    const one = functionCases.find((each) => each.name === name);
    if (!one) throw new Error(`no case: ${name}`);
    const { claims, faults } = await tryFunctions(one, town);
    expect(faults).toEqual([]);
    expect(claims.length).toBeGreaterThan(3);
  });
});
