import { atEachPlace } from '../instances/place.ts';
import { ofAll } from '../lists.ts';
import { failed, type Verdict } from '../verdict.ts';
import type { RestartJob } from './job.ts';
import { clearMarks } from './marks.ts';
import { askPower, lookAtPower } from './power.ts';
import * as watching from './reboot-watch.ts';
import type { Restarter } from './restarter.ts';

type BootIds<Item> = ReadonlyMap<Item, string | null>;

/** The instances under way, and what they are restarted for. */
interface UnderWay<Item> {
  readonly watches: Map<Item, watching.Watch>;
  readonly job: RestartJob<Item>;
}

/**
 * Reboots instances of products that take attach and detach while they run.
 * @param bootIds what the guests showed before
 */
export function createReboot<Item>(job: RestartJob<Item>, bootIds: BootIds<Item>): Restarter<Item> {
  const underWay: UnderWay<Item> = { watches: new Map(), job };
  return {
    begin: (items) => begin(items, bootIds, underWay),
    follow: async (items) => {
      const ended = await atEachPlace(items, job.whereOf, (_place, here) => followHere(here, underWay));
      return new Map(ended.flat());
    },
    lastSeen: (item) => underWay.watches.get(item)?.seen ?? 'before its restart',
  };
}

async function begin<Item>(items: readonly Item[], bootIds: BootIds<Item>, underWay: UnderWay<Item>) {
  const { job, watches } = underWay;
  const due = items.filter((item) => {
    const { watch, isAsked } = watching.startWatch(
      job.observedOf(item),
      bootIds.get(item) ?? null,
      job.change.isDue(item),
    );
    watches.set(item, watch);
    return isAsked;
  });
  const kept = (await job.standby?.enter(items, (item) => due.includes(item))) ?? new Map<Item, Verdict>();
  const failures = await ask(
    due.filter((item) => !kept.has(item)),
    underWay,
  );
  const isOver = ([, { status }]: [Item, Verdict]) => status !== 'unknown';
  await clearMarks(
    [...[...kept].filter(isOver), ...failures].map(([item]) => item),
    job,
  );
  return new Map<Item, Verdict | 'taken'>([...failures, ...ofAll([...kept.keys()], 'taken' as const)]);
}

async function ask<Item>(items: readonly Item[], { job, watches }: UnderWay<Item>): Promise<Map<Item, Verdict>> {
  const { force } = job.limits;
  const answers = await askPower(items, job, (power, regionId, ids) => power.reboot(regionId, ids, force));
  const failures = new Map<Item, Verdict>();
  for (const [item, { accepted, code, message, requestId }] of answers) {
    const watch = watches.get(item);
    if (watch) watches.set(item, watching.noteAnswer(watch, accepted));
    if (accepted === 'no') failures.set(item, failed(code, `not restarted: ${message}`, requestId));
  }
  return failures;
}

async function followHere<Item>(
  here: readonly Item[],
  { job, watches }: UnderWay<Item>,
): Promise<[Item, Verdict | 'back'][]> {
  const { states, ended } = await lookAtPower(here, job);
  const seen = [...states].flatMap(([item, state]) => {
    const before = watches.get(item);
    const watch = before && watching.see(before, state);
    if (watch) watches.set(item, watch);
    return watch ? [{ item, watch, state }] : [];
  });
  const doubtful = seen.filter(({ watch }) => watching.isDoubtful(watch));
  const bootIds = await job.proof.bootIds(doubtful.map(({ item }) => item));
  const back = seen.filter(({ item, watch, state }) => watching.isNewBoot(watch, state, bootIds.get(item)));
  const overdue = doubtful.filter((one) => !back.includes(one) && watching.isOverdue(one.watch));
  await ask(
    overdue.map(({ item }) => item),
    { job, watches },
  );
  return [...ended, ...back.map(({ item }): [Item, 'back'] => [item, 'back'])];
}
