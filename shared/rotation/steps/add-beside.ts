import type { Sighting } from '../../fleet/match.ts';
import { isReport } from '../../guest/run.ts';
import { addKeyScript } from '../../guest/scripts.ts';
import { findKey } from '../../lock-out.ts';
import { flawOf, runEverywhere, type Said } from '../guests.ts';
import type { Journal } from '../journal.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf } from '../sight.ts';

/** An instance whose guest showed the key, with what it said. */
export interface Shown {
  readonly sighting: Sighting;
  readonly said: Said;
}

/** Adds a generation's key in guests, beside what is there, and reads it back. Returns those that show it in force. */
export async function addBeside(
  generation: Generation,
  sightings: readonly Sighting[],
  { keys, journal }: { keys: Keys; journal: Journal },
  means: Means,
): Promise<Shown[]> {
  const keyFor = (here: Sighting) => keys.publicKey(generation, here);
  const said = await runEverywhere(
    sightings,
    async (here) => {
      const publicKey = await keyFor(here);
      return publicKey && addKeyScript({ user: means.rotation.user, publicKey });
    },
    means,
  );
  const shown: Shown[] = [];
  for (const sighting of sightings) {
    const one = said.get(keyOf(sighting));
    const publicKey = await keyFor(sighting);
    const flaw = one && publicKey ? (flawOf(one) ?? unread(one, publicKey)) : NO_KEY;
    const common = {
      step: 'add',
      generation: generation.name,
      cloudRequestIds: one?.invokeId ? [one.invokeId] : [],
    } as const;
    if (flaw || !one) journal.note(sighting, { ...common, status: 'failed', how: null, ...(flaw ?? NO_KEY) });
    else {
      journal.note(sighting, { ...common, status: 'done', how: 'guest', code: '200', message: one.answer.message });
      shown.push({ sighting, said: one });
    }
  }
  return shown;
}

const NO_KEY = { code: 'InvalidKeyPairName.NotFound', message: 'the public key of the generation is not known here' };

function unread({ answer }: Said, publicKey: string): { code: string; message: string } | null {
  if (!isReport(answer) || findKey(answer, publicKey) === undefined) {
    return { code: 'NotEffective', message: 'the key is not inside' };
  }
  if (answer.sshd?.pubkeyAuthentication !== false) return null;
  return { code: 'NotEffective', message: 'sshd accepts no keys' };
}
