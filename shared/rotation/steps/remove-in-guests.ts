import { readGuestKey } from '../../guest/public-key.ts';
import { type Proof, removeKeyScript } from '../../guest/scripts.ts';
import { sightingIn } from '../../instances/place.ts';
import { flawOf, runScripts, type Said } from '../../instances/scripts.ts';
import type { Generation } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { proofOf } from './add.ts';
import { logIn } from './verify.ts';

/** A key that is to go from a guest, and the generation that it is of. */
export interface Unwanted {
  /** OpenSSH line, or its Base64 body. */
  readonly publicKey: string;
  readonly generation: string;
}

/** What is to go, and what stays. */
export interface Removal {
  readonly target: Generation;
  unwantedIn(sighting: Sighting): readonly Unwanted[];
}

/**
 * Takes keys out of guests, one after the other, and only where sshd takes the wanted one: the script asks it in the same
 * run, right before it replaces the file. Returns the instances that are rid of all.
 */
export async function removeInGuests(
  removal: Removal,
  sightings: readonly Sighting[],
  tools: Tools,
): Promise<Set<string>> {
  let left = sightings;
  for (let round = 0; ; round++) {
    const due = left.filter((one) => removal.unwantedIn(one).length > round);
    if (due.length === 0) return new Set(left.map(keyOf));
    const unwantedIn = (one: Sighting) => removal.unwantedIn(one).slice(round, round + 1);
    const failed = await removeFirst({ ...removal, unwantedIn }, due, tools);
    left = left.filter((one) => !failed.has(one));
  }
}

/** Where sshd cannot be asked and the rotation proves by logins, one is made first. Returns those in which it failed. */
async function removeFirst(removal: Removal, due: readonly Sighting[], tools: Tools) {
  const { target } = removal;
  const { journal, rotation } = tools;
  const run = runRemovals(removal, tools);
  const first = await run(due, proofOf(rotation));
  const doubtful = due.filter((one) => first.get(one)?.answer.code === 'KeptKeyNotTaken');
  const isByLogin = rotation.verify === 'login' && doubtful.length > 0;
  const letIn = isByLogin ? await logIn(target, doubtful, tools) : [];
  const said = new Map([...first, ...(await run(letIn, 'login'))]);
  const failed = new Set<Sighting>();
  for (const sighting of due) {
    const one = said.get(sighting);
    const flaw = one ? flawOf(one) : UNKNOWN;
    if (flaw) failed.add(sighting);
    journal.note(sighting, {
      step: 'retire',
      generation: removal.unwantedIn(sighting)[0]?.generation ?? '',
      status: flaw ? 'failed' : 'done',
      code: flaw?.code ?? '200',
      message: flaw?.message ?? one?.answer.message ?? '',
      how: flaw ? null : 'guest',
      cloudRequestIds: one?.invokeId ? [one.invokeId] : [],
    });
  }
  return failed;
}

const UNKNOWN = { code: 'KeyUnknown', message: 'the key to keep is not known here' };

function runRemovals({ target, unwantedIn }: Removal, { keys, rotation, drivers, clock, deadlines }: Tools) {
  const keyIn = (here: Sighting) => unwantedIn(here)[0]?.publicKey ?? '';
  return (sightings: readonly Sighting[], proof: Proof): Promise<Map<Sighting, Said>> => {
    const scriptFor = async (here: Sighting) => {
      const keep = await keys.publicKey(target, here);
      return keep && removeKeyScript({ user: rotation.user, remove: keyIn(here), keep, proof });
    };
    const alike = (here: Sighting) => readGuestKey(keyIn(here)).body;
    return runScripts(sightings, sightingIn(drivers), { alike, scriptFor, clock, deadlines });
  };
}
