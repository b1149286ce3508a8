import type { Clock } from '../cloud/clock.ts';
import { CloudError, onCloudError } from '../cloud/errors.ts';
import { atEachPlace, failuresOf } from '../instances/place.ts';
import { groupBy } from '../lists.ts';
import type { Observed } from '../products/product.ts';
import { CLAIM_MS, type Claimant, claimOf, ownerOf } from './claim.ts';
import type { Named } from './job.ts';
import { RESTART_PATIENCE_MS, RESTART_STANDBY_TAG } from './tag.ts';

/** What the tag of a standby says: in which scaling group, and which run needs it, since when. */
export interface StandbyClaim {
  readonly groupId: string;
  /** Epoch milliseconds. */
  readonly sinceMs: number;
  readonly owner: string;
  /** That run is putting it back in service, so that nothing may restart behind this standby any more. */
  readonly isLeaving: boolean;
}

const LEAVING = 'leaving';

/** Null where the instance has no such tag: its standby, if any, is a person's. */
export function readStandbyClaim({ tags }: Pick<Observed, 'tags'>): StandbyClaim | null {
  const value = tags?.[RESTART_STANDBY_TAG];
  if (value === undefined) return null;
  const [groupId = '', since = '', owner = '', leaving] = value.split(' ');
  return { groupId, sinceMs: Date.parse(since) || 0, owner, isLeaving: leaving === LEAVING };
}

const isOwnedBy = ({ owner }: StandbyClaim, claimant: Claimant): boolean => owner === ownerOf(claimant);

/** Longer than it takes from the claim to leave until the member is seen in service, or is given up, in milliseconds. */
const LEAVING_PATIENCE_MS = 90_000;

/** Whether another run needs the standby, and may still be at work: it has said so within ten minutes, or is leaving it. */
export function isHeldByOther(claim: StandbyClaim, claimant: Claimant, nowMs: number): boolean {
  const patienceMs = claim.isLeaving ? LEAVING_PATIENCE_MS : RESTART_PATIENCE_MS;
  return !isOwnedBy(claim, claimant) && nowMs - claim.sinceMs < patienceMs;
}

type ClaimJob<Item> = Pick<Required<Named<Item>>, 'whereOf' | 'claimantOf'> & { readonly clock: Clock };

/** A claim to be written. */
export interface Wanted {
  readonly groupId: string;
  readonly isLeaving: boolean;
  /** Another run's stands there, or may: the last to write it goes on. */
  readonly isContested: boolean;
}

/** How often a claim is written that another run has taken off meanwhile. */
const MAX_TRIES = 3;

/**
 * Writes claims, and where another run may do the same waits for longer than from its look to its tag, and looks whether they
 * still stand.
 * @returns those that could not be written, and those that another run has: `other`
 */
export async function claimStandby<Item>(wanted: ReadonlyMap<Item, Wanted>, job: ClaimJob<Item>) {
  const lost = new Map<Item, CloudError | 'other'>();
  let open = wanted;
  for (let tries = 0; tries < MAX_TRIES && open.size > 0; tries++) {
    const values = new Map([...open].map(([item, one]) => [item, valueOf(one, job.claimantOf(item), job.clock.now())]));
    for (const [item, error] of await tagStandby(values, job)) lost.set(item, error);
    open = new Map([...open].filter(([item, { isContested }]) => isContested && !lost.has(item)));
    if (open.size > 0) open = await findGone(open, lost, job);
  }
  for (const item of open.keys()) lost.set(item, 'other');
  return lost;
}

/** Those whose claim was taken off; that of another run is noted as lost. What cannot be looked at counts as held. */
async function findGone<Item>(
  open: ReadonlyMap<Item, Wanted>,
  lost: Map<Item, CloudError | 'other'>,
  job: ClaimJob<Item>,
) {
  await job.clock.sleep(CLAIM_MS);
  const looks = await lookAgain([...open.keys()], job);
  const gone = [...open].filter(([item]) => {
    const look = looks.get(item);
    if (!look || look instanceof CloudError) return false;
    const claim = readStandbyClaim(look);
    if (claim && !isOwnedBy(claim, job.claimantOf(item))) lost.set(item, 'other');
    return claim === null;
  });
  return new Map(gone);
}

/** The tag's value: `<group> <ISO 8601> <kind>.<request>`, and `leaving`. */
const valueOf = ({ groupId, isLeaving }: Wanted, claimant: Claimant, nowMs: number): string =>
  [groupId, claimOf(claimant, nowMs), ...(isLeaving ? [LEAVING] : [])].join(' ');

/** Looks at instances with their tags, as they are now. An instance that is not shown is absent. */
export async function lookAgain<Item>(items: readonly Item[], { whereOf }: Pick<Named<Item>, 'whereOf'>) {
  const sights = await atEachPlace(items, whereOf, async ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    const seen = await driver.look(regionId, ids, true).catch(onCloudError((error) => error));
    return here.flatMap((item): [Item, Observed | CloudError][] => {
      const one = seen instanceof CloudError ? seen : seen.get(whereOf(item).instanceId);
      return one ? [[item, one]] : [];
    });
  });
  return new Map(sights.flat());
}

/** Writes the tag, in one call those of a place whose tags are equal; returns the failures. */
async function tagStandby<Item>(
  values: ReadonlyMap<Item, string>,
  { whereOf }: Pick<Named<Item>, 'whereOf'>,
): Promise<ReadonlyMap<Item, CloudError>> {
  const failures = await atEachPlace([...values.keys()], whereOf, async ({ driver, regionId }, here) => {
    const alike = groupBy(here, (item) => values.get(item) ?? '').map((some) => {
      const ids = some.map((item) => whereOf(item).instanceId);
      return failuresOf(some, driver.tag(regionId, ids, { [RESTART_STANDBY_TAG]: values.get(some[0]) ?? '' }));
    });
    return (await Promise.all(alike)).flatMap((some) => [...some]);
  });
  return new Map(failures.flat());
}

/** Takes the tag off; returns the failures. */
export async function untagStandby<Item>(
  items: readonly Item[],
  { whereOf }: Pick<Named<Item>, 'whereOf'>,
): Promise<ReadonlyMap<Item, CloudError>> {
  const failures = await atEachPlace(items, whereOf, ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    return failuresOf(here, driver.untag(regionId, ids, [RESTART_STANDBY_TAG]));
  });
  return new Map(failures.flatMap((some) => [...some]));
}
