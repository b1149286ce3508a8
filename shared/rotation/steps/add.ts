import type { Rotation } from '../../fleet/fleet.ts';
import { judge } from '../../guest/judgement.ts';
import { isReport } from '../../guest/run.ts';
import { addKeyScript, type Judgement, judgementOf } from '../../guest/scripts.ts';
import { sightingIn } from '../../instances/place.ts';
import { flawOf, runScripts, type Said } from '../../instances/scripts.ts';
import type { Generation } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';

/** An instance whose guest has the key, what it said, and whether its sshd takes the key. */
export interface Shown {
  readonly sighting: Sighting;
  readonly said: Said;
  readonly takes: 'yes' | 'unknown';
}

/**
 * Adds a generation's key in guests, beside what is there, and asks their sshd in the same script whether it takes the key.
 * Returns those where it does, and those where a login is yet to tell.
 */
export async function addBeside(
  generation: Generation,
  sightings: readonly Sighting[],
  { keys, journal, rotation, drivers, clock, deadlines }: Tools,
): Promise<Shown[]> {
  const keyFor = (here: Sighting) => keys.publicKey(generation, here);
  const scriptFor = async (here: Sighting) => {
    const publicKey = await keyFor(here);
    return publicKey && addKeyScript({ user: rotation.user, publicKey, proof: proofOf(rotation) });
  };
  const said = await runScripts(sightings, sightingIn(drivers), { scriptFor, clock, deadlines });
  const shown: Shown[] = [];
  for (const sighting of sightings) {
    const one = said.get(sighting);
    const publicKey = await keyFor(sighting);
    const judgement = judgementIn(one, publicKey);
    const flaw = one && publicKey ? (flawOf(one) ?? notProven(judgement, rotation)) : NO_KEY;
    const common = {
      step: 'add',
      generation: generation.name,
      cloudRequestIds: one?.invokeId ? [one.invokeId] : [],
    } as const;
    if (flaw || !one || judgement.takes === 'no')
      journal.note(sighting, { ...common, status: 'failed', how: null, ...(flaw ?? NO_KEY) });
    else {
      journal.note(sighting, {
        ...common,
        status: 'done',
        how: howOf(judgement),
        code: '200',
        message: one.answer.message,
      });
      shown.push({ sighting, said: one, takes: judgement.takes });
    }
  }
  return shown;
}

const NO_KEY = { code: 'InvalidKeyPairName.NotFound', message: 'the public key of the generation is not known here' };

const ABSENT = judge('no', 'KeyAbsent', 'unknown');

function judgementIn(said: Said | undefined, publicKey: string | null): Judgement {
  return said && publicKey && isReport(said.answer) ? judgementOf(said.answer, publicKey) : ABSENT;
}

/** What a login can still tell is no flaw where one follows. */
function notProven({ takes, code, message }: Judgement, { verify }: Rotation) {
  if (takes === 'yes' || (takes === 'unknown' && verify === 'login')) return null;
  return { code: code ?? 'NotEffective', message };
}

const howOf = ({ takes, by }: Judgement) => (takes !== 'yes' ? null : by === 'files' ? 'files' : 'guest');

/** How keys are to be proven inside. */
export const proofOf = ({ verify }: Pick<Rotation, 'verify'>) => (verify === 'files' ? 'files' : 'question');
