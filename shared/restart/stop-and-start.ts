import { onCloudError } from '../cloud/errors.ts';
import { atEachPlace } from '../instances/place.ts';
import { failed, type Verdict } from '../verdict.ts';
import { restartUnderWay } from './claim.ts';
import type { RestartJob } from './job.ts';
import { clearMarks, markRestarts } from './marks.ts';
import { askPower, lookAtPower } from './power.ts';
import type { Ended, Restarter } from './restarter.ts';
import * as watching from './stop-and-start-watch.ts';

/** Stops, changes and starts, and goes on where an earlier run stopped. */
export interface StopAndStart<Item> extends Restarter<Item> {
  /** Moves on instances that an earlier run took away, as they were seen when this one began. */
  takeUp(items: readonly Item[]): Promise<Ended<Item>>;
  /** Whether the change failed, which this run alone knows. */
  hasFailed(item: Item): boolean;
}

/** The instances under way, and what they are restarted for. */
interface UnderWay<Item> {
  readonly watches: Map<Item, watching.Watch>;
  readonly job: RestartJob<Item>;
}

/** Stops, changes and starts instances of products that take attach and detach only from stopped ones. */
export function createStopAndStart<Item>(job: RestartJob<Item>): StopAndStart<Item> {
  const underWay: UnderWay<Item> = { watches: new Map(), job };
  const { watches } = underWay;
  return {
    begin: (items) => begin(items, underWay),
    follow: async (items) => {
      const ended = await atEachPlace(items, job.whereOf, (_place, here) => followHere(here, underWay));
      return new Map(ended.flat());
    },
    takeUp: (items) => takeUp(items, underWay),
    hasFailed: (item) => Boolean(watches.get(item)?.failure),
    lastSeen: (item) => watches.get(item)?.seen ?? 'before its restart',
  };
}

async function begin<Item>(items: readonly Item[], underWay: UnderWay<Item>): Promise<Map<Item, Verdict | 'taken'>> {
  const { job } = underWay;
  const refused = [...(await markRestarts(items, job))];
  const failures = new Map<Item, Verdict | 'taken'>(
    refused.map(([item, verdict]) => [item, verdict === restartUnderWay ? 'taken' : verdict]),
  );
  const marked = items.filter((item) => !failures.has(item));
  startWatches(marked, underWay);
  const running = marked.filter((item) => job.change.isDue(item) && job.observedOf(item).status === 'Running');
  for (const [item, { code, message, requestId }] of await ask('stop', running, underWay)) {
    failures.set(item, failed(code, `not stopped: ${message}`, requestId));
  }
  const isInOtherHands = (one: Verdict | 'taken') => one === 'taken' || one.code === watching.IN_OTHER_HANDS;
  const untouched = [...failures].filter(([, one]) => !isInOtherHands(one)).map(([item]) => item);
  await clearMarks(untouched, job);
  return failures;
}

async function followHere<Item>(here: readonly Item[], underWay: UnderWay<Item>): Promise<[Item, Verdict | 'back'][]> {
  const { states, ended } = await lookAtPower(here, underWay.job);
  for (const [item, { status }] of states) update(item, underWay, (watch) => watching.see(watch, status));
  const due = sortByAsk([...states.keys()], underWay, watching.askFor);
  const back = due('end').map((item) => endOf(item, underWay));
  await checkAndStop(due('check'), underWay);
  await ask('start', due('start'), underWay);
  await changeAndStart(due('change'), underWay);
  return [...ended, ...back];
}

async function takeUp<Item>(items: readonly Item[], underWay: UnderWay<Item>): Promise<Ended<Item>> {
  const { observedOf } = underWay.job;
  startWatches(items, underWay);
  const due = sortByAsk(items, underWay, (watch, item) => watching.askAnew(watch, observedOf(item).status));
  await Promise.all([
    ask('stop', due('stop'), underWay),
    ask('start', due('start'), underWay),
    changeAndStart(due('change'), underWay),
  ]);
  return new Map(due('end').map((item) => endOf(item, underWay)));
}

/** Asks for a change of power, and returns those of which it was refused. */
async function ask<Item>(what: 'stop' | 'start', items: readonly Item[], underWay: UnderWay<Item>) {
  const { force } = underWay.job.limits;
  const answers = await askPower(items, underWay.job, (power, regionId, ids) =>
    what === 'stop' ? power.stop(regionId, ids, force) : power.start(regionId, ids),
  );
  for (const [item, { accepted }] of answers) update(item, underWay, (watch) => watching.noteAnswer(watch, accepted));
  return new Map([...answers].filter(([, { accepted }]) => accepted === 'no'));
}

/** What we stopped is started again, whatever becomes of the change; unless another run was quicker. */
async function changeAndStart<Item>(items: readonly Item[], underWay: UnderWay<Item>): Promise<void> {
  if (items.length === 0) return;
  const { job, watches } = underWay;
  const failures = await job.change.make(items);
  for (const item of items) update(item, underWay, (watch) => watching.noteChange(watch, failures.get(item) ?? null));
  const isDue = (item: Item) => watches.get(item)?.phase === 'starting';
  await ask('start', items.filter(isDue), underWay);
}

/** Another run may have taken it all the way meanwhile, and then nothing is left to be stopped for. */
async function checkAndStop<Item>(items: readonly Item[], underWay: UnderWay<Item>): Promise<void> {
  const { job, watches } = underWay;
  const made = await findMade(items, job);
  for (const item of made) {
    job.change.noteMade(item);
    update(item, underWay, watching.noteMade);
  }
  const isUnsure = (item: Item) => !made.includes(item) && watches.get(item)?.isUnsure === true;
  await ask('stop', items.filter(isUnsure), underWay);
}

/** Those that show what they were to be stopped for; none where they cannot be looked at. */
async function findMade<Item>(items: readonly Item[], { whereOf, change }: RestartJob<Item>): Promise<Item[]> {
  const made = await atEachPlace(items, whereOf, async ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    const seen = await driver.look(regionId, ids, true).catch(onCloudError(() => null));
    return here.filter((item) => {
      const observed = seen?.get(whereOf(item).instanceId);
      return observed !== undefined && change.isMade(item, observed);
    });
  });
  return made.flat();
}

function startWatches<Item>(items: readonly Item[], { watches, job }: UnderWay<Item>): void {
  for (const item of items) {
    watches.set(item, watching.startWatch(job.observedOf(item).status, job.change.isDue(item)));
  }
}

function update<Item>(item: Item, { watches }: UnderWay<Item>, next: (watch: watching.Watch) => watching.Watch): void {
  const watch = watches.get(item);
  if (watch) watches.set(item, next(watch));
}

/** Items by what is due for them. */
function sortByAsk<Item>(
  items: readonly Item[],
  { watches }: UnderWay<Item>,
  askFor: (watch: watching.Watch, item: Item) => watching.Ask,
): (what: watching.Ask) => Item[] {
  const asked = items.map((item) => {
    const watch = watches.get(item);
    return [item, watch ? askFor(watch, item) : 'wait'] as const;
  });
  return (what) => asked.filter(([, one]) => one === what).map(([item]) => item);
}

function endOf<Item>(item: Item, { watches }: UnderWay<Item>): [Item, Verdict | 'back'] {
  return [item, watches.get(item)?.failure ?? 'back'];
}
