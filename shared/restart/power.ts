import type { Clock } from '../cloud/clock.ts';
import { onCloudError } from '../cloud/errors.ts';
import { atEachPlace } from '../instances/place.ts';
import { chunk, ofAll } from '../lists.ts';
import type { InstanceState, Power, PowerResult } from '../products/product.ts';
import { unknown, type Verdict } from '../verdict.ts';
import type { RestartJob } from './job.ts';

type PowerJob<Item> = Pick<RestartJob<Item>, 'whereOf'>;

/** Asks for a change of power in full calls, all at once, and returns what was answered for each. */
export async function askPower<Item>(
  items: readonly Item[],
  { whereOf }: PowerJob<Item>,
  ask: (power: Power, regionId: string | null, ids: readonly string[]) => ReturnType<Power['start']>,
): Promise<Map<Item, PowerResult>> {
  const idOf = (item: Item) => whereOf(item).instanceId;
  const answers = await atEachPlace(items, whereOf, async ({ driver: { power }, regionId }, here) => {
    const calls = chunk(here, power.maxInstancesPerCall).map(async (some) => {
      const results = await ask(power, regionId, some.map(idOf));
      return some.flatMap((item): [Item, PowerResult][] => {
        const result = results.get(idOf(item));
        return result ? [[item, result]] : [];
      });
    });
    return (await Promise.all(calls)).flat();
  });
  return new Map(answers.flat());
}

/** What one look at the power states brought. */
export interface PowerSight<Item> {
  readonly states: ReadonlyMap<Item, InstanceState>;
  /** Those that may not be looked at at all: waiting for them is no use. */
  readonly ended: ReadonlyMap<Item, Verdict>;
}

/** Looks at instances that are under way. A look that is lost shows nothing this time; a refused one never will. */
export async function lookAtPower<Item>(
  items: readonly Item[],
  { whereOf }: PowerJob<Item>,
): Promise<PowerSight<Item>> {
  const sights = await atEachPlace(items, whereOf, ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    return driver.statuses(regionId, ids).then(
      (states): PowerSight<Item> => ({
        states: new Map(
          here.flatMap((item): [Item, InstanceState][] => {
            const state = states.get(whereOf(item).instanceId);
            return state ? [[item, state]] : [];
          }),
        ),
        ended: new Map(),
      }),
      onCloudError(({ fate, code, message, requestId }): PowerSight<Item> => {
        const verdict = unknown(code, `it was asked to restart, but may not be looked at: ${message}`, requestId);
        return { states: new Map(), ended: fate === 'refused' ? ofAll(here, verdict) : new Map() };
      }),
    );
  });
  return {
    states: new Map(sights.flatMap(({ states }) => [...states])),
    ended: new Map(sights.flatMap(({ ended }) => [...ended])),
  };
}

/** How often those are looked at that are to stay running, in milliseconds. */
const POLL_MS = 2_000;

/**
 * Those that run at every look for so many milliseconds: one look shows nothing of a reboot that was just taken. None where
 * there is not so much time.
 */
export async function staysRunning<Item>(
  items: readonly Item[],
  ms: number,
  job: PowerJob<Item> & { readonly clock: Clock; readonly endMs: number },
): Promise<ReadonlySet<Item>> {
  const { clock, endMs } = job;
  const untilMs = clock.now() + ms;
  if (ms > 0 && untilMs > endMs) return new Set();
  for (let steady = items; ; ) {
    const { states } = await lookAtPower(steady, job);
    steady = steady.filter((item) => states.get(item)?.status === 'Running');
    if (steady.length === 0 || clock.now() >= untilMs) return new Set(steady);
    await clock.sleep(POLL_MS);
  }
}
