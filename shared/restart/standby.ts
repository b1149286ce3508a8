import { CloudError } from '../cloud/errors.ts';
import type { ScalingMember } from '../cloud/ess/standby.ts';
import { partition } from '../lists.ts';
import { products } from '../products/index.ts';
import type { Verdict } from '../verdict.ts';
import type { Named } from './job.ts';
import { type LifecycleJob, moveMembers, seeMembers } from './lifecycle.ts';
import { staysRunning } from './power.ts';
import {
  claimStandby,
  isHeldByOther,
  lookAgain,
  readStandbyClaim,
  untagStandby,
  type Wanted,
} from './standby-claim.ts';
import { heldByOther, notBack, notOnStandby, notUntagged, unseen, untaggable } from './standby-verdicts.ts';

/**
 * Keeps scaling groups from replacing what is restarted: a group removes and releases an instance in service that does not
 * run, and leaves one on standby alone. Tags and states are read again before each step that depends on them.
 */
export interface StandbyGuard<Item> {
  /**
   * Puts on standby what is in service, right before its restart, and takes over what another run has put there. What a
   * person has put there stays.
   * @param isAsked it is to be restarted now; an earlier run has restarted the others
   * @returns those that must not be restarted
   */
  enter(items: readonly Item[], isAsked: (item: Item) => boolean): Promise<ReadonlyMap<Item, Verdict>>;
  /**
   * Puts back in service what a restart has put on standby, where no other run needs it.
   * @param isBack its restart was seen to be over; of the others, somebody else's may be under way
   * @returns those whose marks have to stay
   */
  leave(items: readonly Item[], isBack: (item: Item) => boolean): Promise<ReadonlyMap<Item, Verdict>>;
  /** Why an instance was not restarted, or is not back in service. */
  verdictOf(item: Item): Verdict | undefined;
}

export interface GuardJob<Item> extends LifecycleJob<Item>, Pick<Required<Named<Item>>, 'claimantOf'> {
  /** From here on nothing is waited for, in milliseconds since the epoch. */
  readonly endMs: number;
}

export function openStandby<Item>(job: GuardJob<Item>): StandbyGuard<Item> {
  const outside = new Set<Item>();
  const verdicts = new Map<Item, Verdict>();
  const noted = (kept: ReadonlyMap<Item, Verdict>) => {
    for (const [item, verdict] of kept) verdicts.set(item, verdict);
    return kept;
  };
  const mayBeInside = (item: Item) => products[job.whereOf(item).product].scalingGroups && !outside.has(item);
  return {
    enter: async (items, isAsked) => {
      const [asked, followed] = partition(items.filter(mayBeInside), isAsked);
      const members = await seeMembers(asked, job);
      for (const [item, member] of members) if (!member) outside.add(item);
      return noted(await enter(new Map([...members, ...followed.map((item) => [item, null] as const)]), job));
    },
    leave: async (items, isBack) => noted(await leave(items.filter(mayBeInside), isBack, job)),
    verdictOf: (item) => verdicts.get(item),
  };
}

type Sight = ScalingMember | CloudError | null | undefined;

/** @param seen how each stands that is to be restarted; null is one that an earlier run has restarted */
async function enter<Item>(seen: ReadonlyMap<Item, Sight>, job: GuardJob<Item>) {
  const kept = new Map<Item, Verdict>();
  const inside = [...seen].filter(([, member]) => member !== undefined).map(([item]) => item);
  const looks = await lookAgain(inside, job);
  const wanted = new Map<Item, Wanted>();
  for (const item of inside) {
    const [member, look] = [seen.get(item) ?? null, looks.get(item) ?? null];
    const flaw = [member, look].find((one) => one instanceof CloudError);
    const claim = look && !(look instanceof CloudError) ? readStandbyClaim(look) : null;
    const isHeld = claim?.isLeaving && isHeldByOther(claim, job.claimantOf(item), job.clock.now());
    if (flaw instanceof CloudError || isHeld) {
      if (member) kept.set(item, flaw instanceof CloudError ? unseen(flaw) : heldByOther);
      continue;
    }
    if (member instanceof CloudError || !(claim || (member && isChecked(member)))) continue;
    const groupId = claim?.groupId ?? member?.groupId ?? '';
    wanted.set(item, { groupId, isLeaving: false, isContested: claim !== null });
  }
  const lost = await claimStandby(wanted, job);
  const [due] = partition([...wanted.keys()], (item) => Boolean(seen.get(item)));
  for (const item of due) {
    const why = lost.get(item);
    if (why) kept.set(item, why === 'other' ? heldByOther : untaggable(why));
  }
  const moving = due.filter((item) => !lost.has(item));
  for (const [item, failure] of await moveMembers(moving, { ...job, action: 'EnterStandby' })) {
    kept.set(item, notOnStandby(failure));
  }
  return kept;
}

/** A health check looks at it, or will: what waits for a lifecycle hook is not in service yet. */
const isChecked = ({ state }: ScalingMember) => state !== 'Standby' && state !== 'Pending:Wait';

async function leave<Item>(items: readonly Item[], isBack: (item: Item) => boolean, job: GuardJob<Item>) {
  const kept = new Map<Item, Verdict>();
  const claimed = await findClaimed(items, kept, job);
  const members = await seeMembers([...claimed.keys()], job);
  const [onStandby, elsewhere] = partition([...claimed.keys()], (item) => {
    const member = members.get(item);
    return member instanceof CloudError || member?.state === 'Standby';
  });
  const [back, doubtful] = partition(onStandby, isBack);
  const settled = [staysRunning(back, 0, job), staysRunning(doubtful, SETTLED_MS, job)];
  const running = new Set((await Promise.all(settled)).flatMap((some) => [...some]));
  const [leaving, away] = partition(onStandby, (item) => running.has(item));
  for (const item of away) kept.set(item, notBack('it is not known to run'));
  const still = await findClaimed(leaving, kept, job);
  const wanted = new Map([...still].map(([item, groupId]) => [item, { groupId, ...LEAVING }]));
  for (const [item, why] of await claimStandby(wanted, job))
    kept.set(item, why === 'other' ? heldByOther : notBack(why));
  const exiting = [...still.keys()].filter((item) => !kept.has(item));
  for (const [item, { why }] of await moveMembers(exiting, { ...job, action: 'ExitStandby' }))
    kept.set(item, notBack(why));
  const done = [...elsewhere, ...exiting].filter((item) => !kept.has(item));
  for (const [item, error] of await untagStandby(done, job)) kept.set(item, notUntagged(error));
  return kept;
}

const LEAVING = { isLeaving: true, isContested: true };

/** Longer than a reboot that was taken may go on showing `Running`. */
const SETTLED_MS = 30_000;

/** The groups of those whose standby is for this run to end. What was not seen, or is another run's, is noted as kept. */
async function findClaimed<Item>(items: readonly Item[], kept: Map<Item, Verdict>, job: GuardJob<Item>) {
  const groups = new Map<Item, string>();
  for (const [item, look] of await lookAgain(items, job)) {
    if (look instanceof CloudError) kept.set(item, notBack(look));
    const claim = look instanceof CloudError ? null : readStandbyClaim(look);
    if (claim && isHeldByOther(claim, job.claimantOf(item), job.clock.now())) kept.set(item, heldByOther);
    else if (claim) groups.set(item, claim.groupId);
  }
  return groups;
}
