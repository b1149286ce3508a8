import type { Sighting } from '../../fleet/match.ts';
import { isReport } from '../../guest/run.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf } from '../sight.ts';
import type { Tools } from '../tools.ts';
import { addBeside, type Shown } from './add-beside.ts';
import { attach } from './attach.ts';
import { logIn } from './log-in.ts';
import { toParts } from './parts.ts';
import { markKept } from './retire.ts';

/** What instances are brought to. */
interface Goal {
  readonly ledger: Ledger;
  readonly target: Generation;
  /** Some carry it already. */
  readonly hasCanary: boolean;
}

/**
 * Brings instances in which one can look to the wanted generation: one alone, as a canary, where none carries it yet;
 * then the rest, part by part. A part that proves nothing ends it, for this tick: false.
 */
export async function bringOnline(
  { ledger, target, hasCanary }: Goal,
  due: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<boolean> {
  for (const part of withCanary(due, hasCanary, means)) {
    const proven = await bringPart(ledger, target, part, tools, means);
    if (proven === 0) return false;
  }
  return true;
}

function withCanary(due: readonly Sighting[], hasCanary: boolean, means: Means): Sighting[][] {
  if (due.length === 0) return [];
  return hasCanary ? toParts(due, means) : [due.slice(0, 1), ...toParts(due.slice(1), means)];
}

/** Adds beside, verifies, and only then attaches. Returns how many were proven. */
async function bringPart(
  ledger: Ledger,
  target: Generation,
  part: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<number> {
  await markForgotten(ledger, target, part, means);
  await addCurrent(ledger, target, part, tools, means);
  const shown = await addBeside(target, part, tools, means);
  const proven = await prove(target, shown, tools, means);
  await attach(target, proven, tools.journal, means);
  return proven.length;
}

/** A key that no sweep will look for any more is noted on the instance, before what it carries stops saying so. */
async function markForgotten(ledger: Ledger, target: Generation, part: readonly Sighting[], means: Means) {
  const swept = ledger.retained.filter(({ isSwept }) => !isSwept).map(({ generation }) => generation.name);
  const known = new Set([target.name, ledger.current?.name ?? '', ...swept]);
  for (const old of ledger.generations.filter(({ name }) => !known.has(name))) {
    const carrying = part.filter(({ observed }) => observed.keyPairName === old.name);
    if (carrying.length > 0) await markKept(old, carrying, means);
  }
}

/** An instance without a key pair, such as one launched in the middle, gets the current key as well. */
async function addCurrent(
  { current }: Ledger,
  target: Generation,
  part: readonly Sighting[],
  tools: Tools,
  means: Means,
) {
  const bare = part.filter(({ observed }) => observed.keyPairName === null);
  if (!current || current.isRevoked || current.name === target.name || bare.length === 0) return;
  const known: Sighting[] = [];
  for (const one of bare) if (await tools.keys.publicKey(current, one)) known.push(one);
  await addBeside(current, known, tools, means);
}

async function prove(target: Generation, shown: readonly Shown[], tools: Tools, means: Means): Promise<Sighting[]> {
  const sightings = shown.map(({ sighting }) => sighting);
  const hasPrivateHalf = (await tools.keys.content(target)) !== null;
  if (means.rotation.verify === 'guest' || !hasPrivateHalf) return sightings;
  const hostKeys = new Map(shown.map(({ sighting, said }) => [keyOf(sighting), hostKeysIn(said)]));
  return logIn(target, sightings, (one) => hostKeys.get(keyOf(one)) ?? null, tools, means);
}

function hostKeysIn({ answer }: Shown['said']): readonly string[] | null {
  return isReport(answer) && answer.hostKeys.length > 0 ? answer.hostKeys : null;
}
