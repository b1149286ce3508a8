import type { Fleet, ManagedKeyPair } from '../../fleet/fleet.ts';
import { toListings } from '../../fleet/listings.ts';
import { findKeyPair } from '../../fleet/match.ts';
import { observe } from '../../instances/look.ts';
import { instanceIn } from '../../instances/place.ts';
import { openDrivers } from '../../products/drivers.ts';
import { products } from '../../products/index.ts';
import { type Sighting } from '../../products/sighting.ts';
import type { Invocation } from '../../runtime/invocation.ts';
import type { Hint, InstancesHint } from '../../triggers/hint.ts';
import type { Means } from '../tick-context.ts';
import { awaitReachable } from './await-agents.ts';
import type { RotationCommand } from './command.ts';

/** What an event comes to. */
export interface Heard {
  /** Those of which an instance is behind and can be reached now. */
  readonly keyPairs: readonly ManagedKeyPair[];
  readonly reasons: readonly string[];
}

/**
 * Finds out whether an event gives reason to tick. It may be late, repeated, out of order or forged, so it says no more
 * than where to look: one describe of the instances that it names; the secret is asked only for those of a key pair that
 * is rotated.
 */
export async function heed(
  { keyPairs, events }: RotationCommand,
  invocation: Invocation,
  fleet: Fleet,
  open: (keyPair: ManagedKeyPair) => Means,
): Promise<Heard> {
  const reasons = [...(events?.reasons ?? [])];
  const sightings: Sighting[] = [];
  for (const hint of (events?.hints ?? []).filter(isOfInstances)) {
    const seen = await lookWhereItSays(hint, keyPairs, invocation, fleet);
    if (typeof seen === 'string') reasons.push(seen);
    else sightings.push(...seen);
  }
  const due: ManagedKeyPair[] = [];
  for (const keyPair of keyPairs) {
    const concerned = sightings.filter((one) => findKeyPair(fleet, one) === keyPair);
    if (concerned.length === 0) continue;
    const found = await awaitReachable(concerned, open(keyPair));
    if (found.isReached) due.push(keyPair);
    reasons.push(...found.reasons);
  }
  return { keyPairs: due, reasons: [...new Set(reasons)] };
}

const isOfInstances = (hint: Hint): hint is InstancesHint => hint.kind === 'instances';

/** The instances as they are, or why they are not looked at: whoever wrote the event does not say whom we call. */
async function lookWhereItSays(
  hint: InstancesHint,
  keyPairs: readonly ManagedKeyPair[],
  invocation: Invocation,
  fleet: Fleet,
): Promise<Sighting[] | string> {
  const { product, instanceIds } = hint;
  if (!products[product].remoteCommands) return `${product} is left to the timer: nobody can look inside`;
  const regionId = hint.regionId ?? invocation.regionId;
  const isOurs = toListings({ ...fleet, keyPairs }).some(
    (listing) => listing.product === product && listing.regionId === regionId,
  );
  if (!isOurs) return `fleet.yaml rotates nothing of ${product} in ${regionId}`;
  if (instanceIds.length === 0) return 'it names no instance';
  const named = instanceIds.map((instanceId) => ({ product, regionId, instanceId }));
  const { seen, unseen } = await observe(named, instanceIn(openDrivers(invocation)));
  const [error] = unseen.values();
  if (error) return `${product} could not be looked at in ${regionId}: ${error.code}`;
  if (seen.size === 0) return `${product} shows no such instance in ${regionId}`;
  return [...seen.values()].map((observed) => ({ product, regionId, observed }));
}
