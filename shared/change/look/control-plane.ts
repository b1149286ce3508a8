import { onCloudError } from '../../cloud/errors.ts';
import type { Drivers } from '../../products/drivers.ts';
import { products } from '../../products/index.ts';
import type { Driver, KeyPair, Observed } from '../../products/product.ts';
import type { Command, Target } from '../command.ts';
import type { Generations } from '../generations/generations.ts';
import type { Item, Untouched } from '../plan/step.ts';
import { callFailed, failed } from '../verdict.ts';
import { type Part, type PartsContext, toParts } from './parts.ts';

/** What was seen of a command's instances, and those that could not be looked at. */
export interface Sight {
  readonly items: readonly Item[];
  readonly unseen: readonly Untouched[];
}

/** What a command is held against. */
export interface Surroundings {
  readonly drivers: Drivers;
  readonly generations: Generations | null;
}

/** Looks at every instance of a command in the control plane, before anything is decided. */
export async function observe(command: Command, { drivers, generations }: Surroundings): Promise<Sight> {
  const contextOf = ({ keyPair }: Target) => ({ command, driver: drivers[keyPair.product], generations });
  return joined(command.targets.map((target) => observeTarget(target, contextOf(target))));
}

async function joined(looking: readonly Promise<Sight>[]): Promise<Sight> {
  const sights = await Promise.all(looking);
  return { items: sights.flatMap(({ items }) => items), unseen: sights.flatMap(({ unseen }) => unseen) };
}

async function observeTarget(target: Target, context: PartsContext): Promise<Sight> {
  const parts = await toParts(target, context).catch(onCloudError(callFailed));
  if (Array.isArray(parts)) return joined(parts.map((part) => observePart(part, context)));
  return observePart({ ...target, refusal: parts }, context);
}

function observePart(part: Part, { command, driver }: PartsContext): Promise<Sight> {
  const { keyPair, instanceIds, refusal } = part;
  const toItems = (seen?: Found) =>
    instanceIds.map((instanceId) => ({
      keyPair: seen?.keyPair ?? keyPair,
      publicKey: seen?.publicKey ?? null,
      instanceId,
      observed: seen?.instances.get(instanceId),
      inside: undefined,
      refusal,
    }));
  const unseen = (verdict: Untouched['verdict']) => ({
    items: [],
    unseen: toItems().map((item) => ({ item, verdict })),
  });
  return find(part, driver, command).then(
    (found) => (found ? { items: toItems(found), unseen: [] } : unseen(refusal ?? noSuchKeyPair(keyPair))),
    onCloudError((error) => unseen(callFailed(error))),
  );
}

interface Found {
  readonly keyPair: KeyPair;
  readonly publicKey: string | null;
  readonly instances: ReadonlyMap<string, Observed>;
}

/** Null when the product has no such key pair, as far as it had to be asked. */
async function find({ keyPair, instanceIds, ...seen }: Part, driver: Driver, command: Command): Promise<Found | null> {
  const isResolved = keyPair.keyPairId !== null && keyPair.keyPairName !== null;
  const { showsPublicKey } = products[keyPair.product];
  const needsPublicKey = showsPublicKey && isGuestConcerned(command);
  const [resolved, isListed, publicKey, instances] = await Promise.all([
    isResolved ? keyPair : driver.resolve(keyPair),
    isToBeFound(command) ? isThere(keyPair, driver) : true,
    needsPublicKey ? driver.publicKeyOf(keyPair) : null,
    seen.instances ?? driver.look(keyPair.regionId, instanceIds, isCertaintyNeeded(command)),
  ]);
  const isMissing =
    resolved === null || !isListed || (needsPublicKey && publicKey === null && command.action === 'attach');
  return isMissing ? null : { keyPair: resolved, publicKey, instances };
}

/** A run that changes nothing meets no refusal of a key pair that does not exist. */
const isToBeFound = ({ action, dryRun }: Command) => action === 'attach' && dryRun;

async function isThere({ keyPairName, regionId }: KeyPair, driver: Driver): Promise<boolean> {
  if (keyPairName === null) return true;
  return (await driver.keyPairs.list(regionId, keyPairName)).some((one) => one.keyPairName === keyPairName);
}

/** The decision hangs on what is inside: whose keys are there, or whether ours is. */
export function isGuestConcerned({ action, takeEffect, verify }: Command): boolean {
  return action === 'detach' || takeEffect !== 'onNextStart' || verify.by !== 'none';
}

/** The decision hangs on the attached key pair or on tags, so the product has to say, even if that takes more calls. */
function isCertaintyNeeded({ action, takeEffect, fallback, ifAttached, dryRun, verify }: Command): boolean {
  const isPlain = takeEffect === 'onNextStart' && fallback === 'none' && verify.by !== 'login';
  return action === 'detach' || dryRun || ifAttached === 'skip' || !isPlain;
}

function noSuchKeyPair({ keyPairName, keyPairId }: KeyPair) {
  return failed('InvalidKeyPairName.NotFound', `the product lists no key pair ${keyPairId ?? keyPairName}`);
}
