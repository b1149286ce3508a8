import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { readGuestKey } from '../../guest/public-key.ts';
import { removeKeyScript } from '../../guest/scripts.ts';
import { products } from '../../products/index.ts';
import { flawOf, runEverywhere } from '../guests.ts';
import type { Journal } from '../journal.ts';
import { KEEPS_TAG, keptBy } from '../keeps-tag.ts';
import type { Keys } from '../keys.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { idsOf, keyOf, placeOf } from '../sight.ts';
import { toParts } from './parts.ts';

interface Tools {
  readonly keys: Keys;
  readonly journal: Journal;
}

/**
 * Takes one generation's key out of guests, and only where the wanted one is present: the script reads it in the same
 * run, right before it replaces the file. Returns the instances that are done.
 */
export async function removeInGuests(
  old: Generation,
  target: Generation,
  sightings: readonly Sighting[],
  { keys, journal }: Tools,
  means: Means,
): Promise<Set<string>> {
  const said = await runEverywhere(
    sightings,
    async (here) => {
      const [remove, keep] = [await keys.publicKey(old, here), await keys.publicKey(target, here)];
      if (!remove || !keep || readGuestKey(remove).body === readGuestKey(keep).body) return null;
      return removeKeyScript({ user: means.rotation.user, remove, keep });
    },
    means,
  );
  const done = new Set<string>();
  for (const sighting of sightings) {
    const one = said.get(keyOf(sighting));
    const flaw = one ? flawOf(one) : null;
    if (!flaw) done.add(keyOf(sighting));
    journal.note(sighting, {
      step: 'retire',
      generation: old.name,
      status: flaw ? 'failed' : 'done',
      code: flaw?.code ?? '200',
      message: flaw?.message ?? one?.answer.message ?? 'there is no such key here',
      how: one && !flaw ? 'guest' : null,
      cloudRequestIds: one?.invokeId ? [one.invokeId] : [],
    });
  }
  return done;
}

/** Says on instances that cannot be reached which keys may still be inside; an older word stays. */
export async function markKept(old: Generation, sightings: readonly Sighting[], means: Means): Promise<void> {
  const due = sightings.filter(
    ({ observed, product }) => products[product].remoteCommands && keptBy(observed) === null,
  );
  await Promise.all(
    groupBy(due, placeOf).map(async (here) => {
      const [first] = here;
      if (first) await means.drivers[first.product].tag(first.regionId, idsOf(here), { [KEEPS_TAG]: old.name });
    }),
  );
}

/** Finishes instances that came back: takes out every key but the wanted one from the tagged one on, then the tag. */
export async function finishKept(
  ledger: Ledger,
  target: Generation,
  reachable: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const groups = groupBy(reachable, ({ observed }) => keptBy(observed) ?? '');
  for (const some of groups.flatMap((group) => toParts(group, means))) {
    const oldest = keptBy(some[0]?.observed ?? NOBODY);
    if (oldest === null) continue;
    let done = new Set(some.map(keyOf));
    for (const old of keysFrom(ledger, oldest, target)) {
      if (isInGrace(old, ledger, means)) continue;
      const gone = await removeInGuests(old, target, some, tools, means);
      done = new Set([...done].filter((key) => gone.has(key)));
    }
    const finished = some.filter((one) => done.has(keyOf(one)));
    for (const [first, ...rest] of groupBy(finished, placeOf)) {
      if (first) await means.drivers[first.product].untag(first.regionId, idsOf([first, ...rest]), [KEEPS_TAG]);
    }
  }
}

const NOBODY = { tags: undefined } as Sighting['observed'];

/** It still works, and is taken away with the others when its time is over. */
function isInGrace(old: Generation, { retained }: Ledger, { clock }: Means): boolean {
  return retained.some(({ generation, isSwept, untilMs }) => {
    return generation.name === old.name && !isSwept && untilMs > clock.now();
  });
}

/** The generations that may be inside an instance which kept one; all, when that one is forgotten. */
export function keysFrom({ generations }: Ledger, oldest: string, target: Generation): Generation[] {
  const first = Math.max(
    0,
    generations.findIndex(({ name }) => name === oldest),
  );
  return generations.slice(first).filter((one) => one.name !== target.name);
}
