import type { Clock } from '../cloud/clock.ts';
import { CloudError, onCloudError } from '../cloud/errors.ts';
import { MAX_SCALING_INSTANCES, type ScalingMember, type Standby, type StandbyAction } from '../cloud/ess/standby.ts';
import { atEachPlace } from '../instances/place.ts';
import { chunk, groupBy, inHalves, ofAll, type Some } from '../lists.ts';
import type { Named } from './job.ts';

/** How long an instance may take to show the state that was asked for, and how often it is looked at, in milliseconds. */
const PATIENCE_MS = 30_000;
const POLL_MS = 1_000;

export interface LifecycleJob<Item> extends Pick<Named<Item>, 'whereOf'> {
  readonly clock: Clock;
  readonly scaling: Standby;
}

/** Members of scaling groups on their way to standby, or back in service. */
interface Move<Item> extends LifecycleJob<Item> {
  readonly action: StandbyAction;
}

/** Why a member did not get there: how it stands, or what was answered. One that was asked for may still get there. */
export interface NotThere {
  readonly why: ScalingMember | CloudError;
  readonly isAsked: boolean;
}

/** What was seen of an instance: how it stands in its group, undefined where it has none, or why that was not seen. */
export type Seen = ScalingMember | CloudError | undefined;

/** Looks, in the fewest calls, at how instances stand in their scaling groups. */
export async function seeMembers<Item>(
  items: readonly Item[],
  { whereOf, scaling }: Omit<LifecycleJob<Item>, 'clock'>,
): Promise<Map<Item, Seen>> {
  const idOf = (item: Item) => whereOf(item).instanceId;
  const seen = await atEachPlace(items, whereOf, async ({ regionId }, here) => {
    const found = await scaling.find(regionId ?? '', here.map(idOf)).catch(onCloudError((error) => error));
    return here.map((item): [Item, Seen] => [item, found instanceof CloudError ? found : found.get(idOf(item))]);
  });
  return new Map(seen.flat());
}

/**
 * Brings members on standby, or back in service, and waits until they show it. What is in no group is there already; so is,
 * on the way back, what is not on standby any more. A request whose answer was lost is made again, and so is a look.
 * @returns those that did not get there
 */
export async function moveMembers<Item>(items: readonly Item[], move: Move<Item>): Promise<Map<Item, NotThere>> {
  const { action, clock } = move;
  const failures = new Map<Item, NotThere>();
  const asked = new Map<Item, 'answered' | 'lost'>();
  const endMs = clock.now() + PATIENCE_MS;
  const fail = (item: Item, why: NotThere['why']) => failures.set(item, { why, isAsked: asked.has(item) });
  const isHopeless = (item: Item, seen: ScalingMember | CloudError) => {
    if (clock.now() >= endMs) return true;
    if (seen instanceof CloudError) return isFinal(seen, asked.has(item));
    return action === 'EnterStandby' && !COMING.has(seen.state) && !asked.has(item);
  };
  for (let waiting = items, rounds = 0; waiting.length > 0; rounds++) {
    if (rounds > 1) await clock.sleep(POLL_MS);
    const due: [Item, ScalingMember][] = [];
    const sights = [...(await seeMembers(waiting, move))].flatMap(
      ([item, seen]): [Item, ScalingMember | CloudError][] => (seen && !isThere(action, seen) ? [[item, seen]] : []),
    );
    for (const [item, seen] of sights) {
      if (isHopeless(item, seen)) fail(item, seen);
      else if (!(seen instanceof CloudError) && asked.get(item) !== 'answered' && seen.state !== 'Pending') {
        due.push([item, seen]);
      }
    }
    for (const [item, error] of await askAll(due, move)) {
      if (error && isFinal(error, asked.has(item))) fail(item, error);
      else asked.set(item, error && error.fate !== 'refused' ? 'lost' : 'answered');
    }
    waiting = sights.map(([item]) => item).filter((item) => !failures.has(item));
  }
  return failures;
}

/** No later look or request brings anything else. */
const isFinal = ({ fate }: CloudError, isAsked: boolean) => fate === 'deadline' || (fate === 'refused' && !isAsked);

/** In service, or about to be. */
const COMING = new Set(['InService', 'Pending']);

/** What waits for a lifecycle hook is not in service yet, and no health check looks at it: hooks are there for preparing it. */
const UNCHECKED = new Set(['Standby', 'Pending:Wait']);

function isThere(action: StandbyAction, seen: ScalingMember | CloudError): boolean {
  if (seen instanceof CloudError) return false;
  return action === 'EnterStandby' ? UNCHECKED.has(seen.state) : seen.state !== 'Standby';
}

/** Asks for members, group by group in full calls. Returns the error of each, null where the request was taken. */
async function askAll<Item>(due: readonly [Item, ScalingMember][], move: Move<Item>) {
  const groups = groupBy(due, ([item, { groupId }]) => `${move.whereOf(item).regionId} ${groupId}`);
  const calls = groups.flatMap((some) => chunk(some, MAX_SCALING_INSTANCES));
  const answers = await Promise.all(calls.map((some) => ask(some, move)));
  return new Map(answers.flatMap((some) => [...some]));
}

/** Asks for members of one group. What is refused because of some of them is asked for again in halves. */
async function ask<Item>(some: Some<[Item, ScalingMember]>, { action, scaling, whereOf }: Move<Item>) {
  const [[first, { groupId }]] = some;
  const group = { regionId: whereOf(first).regionId ?? '', groupId };
  const send = async (part: readonly Item[]): Promise<Map<Item, CloudError | null>> => {
    const ids = part.map((item) => whereOf(item).instanceId);
    const error = await scaling.change(action, group, ids).then(
      () => null,
      onCloudError((failure) => failure),
    );
    return error?.fate === 'refused' && part.length > 1 ? inHalves(part, send) : ofAll(part, error);
  };
  return send(some.map(([item]) => item));
}
