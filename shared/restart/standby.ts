import { CloudError } from '../cloud/errors.ts';
import type { ScalingMember } from '../cloud/ess/standby.ts';
import { partition } from '../lists.ts';
import { products } from '../products/index.ts';
import { failed, LEFT, unknown, type Verdict } from '../verdict.ts';
import type { Named } from './job.ts';
import { type LifecycleJob, moveMembers, seeMembers } from './lifecycle.ts';
import { lookAtPower } from './power.ts';
import { RESTART_STANDBY_TAG } from './tag.ts';

/**
 * Keeps scaling groups from replacing what is restarted: a group removes and releases an instance in service that does not
 * run, and leaves one on standby alone.
 */
export interface StandbyGuard<Item> {
  /** Finds out which of these are in scaling groups: the one call that instances in none cost. */
  look(items: readonly Item[]): Promise<void>;
  /** Puts on standby what is in service; what a person has put there stays. Returns those that must not be restarted. */
  enter(items: readonly Item[]): Promise<ReadonlyMap<Item, Verdict>>;
  /** Puts back in service what a restart has put on standby, once it runs. Returns those that are not back. */
  leave(items: readonly Item[]): Promise<ReadonlyMap<Item, Verdict>>;
  /** Why an instance was not restarted, or is not back in service. */
  verdictOf(item: Item): Verdict | undefined;
}

type GuardJob<Item> = LifecycleJob<Item> & Pick<Named<Item>, 'observedOf'>;

export function openStandby<Item>(job: GuardJob<Item>): StandbyGuard<Item> {
  const { whereOf, observedOf } = job;
  const members = new Set<Item>();
  const entered = new Set<Item>();
  const verdicts = new Map<Item, Verdict>();
  const isOurs = (item: Item) => entered.has(item) || RESTART_STANDBY_TAG in (observedOf(item).tags ?? {});
  const note = (failures: ReadonlyMap<Item, Why>, toVerdict: (why: Why) => Verdict) => {
    const said = new Map([...failures].map(([item, why]) => [item, isOutOfTime(why) ? outOfTime : toVerdict(why)]));
    for (const [item, verdict] of said) verdicts.set(item, verdict);
    return said;
  };
  /** The tag comes first: by it a later run knows that the standby is ours. */
  const prepare = async (items: readonly Item[], groupId: string) => {
    const untagged = items.filter((item) => !isOurs(item));
    const [first] = untagged;
    if (first === undefined) return;
    const { driver, regionId } = whereOf(first);
    const ids = untagged.map((item) => whereOf(item).instanceId);
    await driver.tag(regionId, ids, { [RESTART_STANDBY_TAG]: groupId });
    for (const item of untagged) entered.add(item);
  };
  return {
    look: async (items) => {
      const inGroups = items.filter((item) => products[whereOf(item).product].scalingGroups);
      for (const [item, seen] of await seeMembers(inGroups, job)) {
        if (seen instanceof CloudError) note(new Map([[item, seen]]), unseen);
        else if (seen) members.add(item);
      }
    },
    enter: async (items) => {
      const moving = items.filter((item) => members.has(item));
      note(await moveMembers(moving, { ...job, action: 'EnterStandby', prepare }), refused);
      return new Map([...verdicts].filter(([item]) => items.includes(item)));
    },
    leave: async (items) => {
      const ours = items.filter(isOurs);
      if (ours.length === 0) return new Map();
      const { states } = await lookAtPower(ours, job);
      const [running, others] = partition(ours, (item) => states.get(item)?.status === 'Running');
      const failures = await moveMembers(running, { ...job, action: 'ExitStandby' });
      return note(new Map([...failures, ...others.map((item) => [item, null] as const)]), notBack);
    },
    verdictOf: (item) => verdicts.get(item),
  };
}

type Why = ScalingMember | CloudError | null;

const isOutOfTime = (why: Why) => why instanceof CloudError && why.fate === 'deadline';

const outOfTime = unknown(LEFT.underWay, 'left in its scaling group for want of time; the same request again goes on');

const describe = (why: Why) =>
  why === null ? 'it is not known to run' : why instanceof CloudError ? why.message : `it is ${why.state} there`;

const say = (code: string, before: string, after: string) => (why: Why) =>
  failed(code, `${before}: ${describe(why)}; ${after}`, why instanceof CloudError ? why.requestId : null);

const unseen = say(
  'ScalingGroupUnseen',
  'not restarted, because whether a scaling group would replace it could not be seen',
  'let the function call ess:DescribeScalingInstances; the change is in force from its next start on',
);

const refused = say(
  'ScalingGroupRefused',
  'not restarted, because its scaling group would replace it and does not put it on standby',
  'put it on standby and restart it by hand; the change is in force from its next start on',
);

const notBack = say(
  'StandbyNotLeft',
  'still on standby in its scaling group',
  'the same request again, or ExitStandby by hand, puts it back in service once it runs',
);
