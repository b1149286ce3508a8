import type { Sighting } from '../../fleet/match.ts';
import { isReport } from '../../guest/run.ts';
import { products } from '../../products/index.ts';
import type { Journal } from '../journal.ts';
import type { Keys } from '../keys.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf } from '../sight.ts';
import { type Survey, standing } from '../survey.ts';
import { addBeside, type Shown } from './add-beside.ts';
import { attach } from './attach.ts';
import { cycleSafely } from './cycle-safely.ts';
import { importEverywhere } from './import.ts';
import { logIn } from './log-in.ts';
import { toParts } from './parts.ts';
import { markKept } from './retire.ts';

export interface Tools {
  readonly keys: Keys;
  readonly journal: Journal;
}

/**
 * Brings instances to the wanted generation: one alone, as a canary, where none carries it yet; then the rest, part by
 * part. A part that proves nothing ends it, for this tick.
 */
export async function converge(
  ledger: Ledger,
  target: Generation,
  seen: Survey,
  tools: Tools,
  means: Means,
): Promise<void> {
  const behind = standing(seen, 'pending', 'lagging').filter(({ observed }) => observed.keyPairName !== target.name);
  const due = standing(seen, 'pending').slice(0, means.maxInstances);
  if (due.length === 0) return;
  await importEverywhere(target, behind, tools.keys, means);
  const isLooked = ({ product }: Sighting) => products[product].remoteCommands;
  const hasCanary = standing(seen, 'verified').some(isLooked);
  for (const part of withCanary(due.filter(isLooked), hasCanary, means)) {
    const proven = await bringOnline(ledger, target, part, tools, means);
    if (proven === 0) return;
  }
  const blind = due.filter((one) => !isLooked(one));
  if (blind.length > 0) await cycleSafely(ledger, target, blind, tools, means);
}

function withCanary(due: readonly Sighting[], hasCanary: boolean, means: Means): Sighting[][] {
  if (due.length === 0) return [];
  return hasCanary ? toParts(due, means) : [due.slice(0, 1), ...toParts(due.slice(1), means)];
}

/** Adds beside, verifies, and only then attaches. Returns how many were proven. */
async function bringOnline(
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
