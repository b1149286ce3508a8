import type { Crew, HandOver } from '../restart/roll.ts';
import { isTagged, isTaggedLong } from '../restart/tag.ts';
import { unknown, type Verdict } from '../verdict.ts';
import { confirm } from './confirm.ts';
import { createCycle } from './cycle.ts';
import { isRefused } from './login.ts';
import { clearMarks, markAgain } from './mark-restarts.ts';
import { createReboot } from './reboot.ts';
import type { Tools } from './tools.ts';
import { isCalledStopped, type Track } from './track.ts';

/** What became of tracks; absent ones are still on their way. */
type Ended = Map<Track, Verdict | 'back'>;

/** One way of restarting: asks for it, and follows it until the instance runs again. */
export interface Restarter {
  begin(tracks: readonly Track[]): Promise<Map<Track, Verdict>>;
  /** Those that run again, with what failed on the way if anything did. */
  follow(tracks: readonly Track[]): Promise<Ended>;
  lastSeen(track: Track): string;
}

/** Restarts each instance the way its product needs, and calls it back when its effect is confirmed. */
export function createCrew(
  tools: Tools,
  bootIds: ReadonlyMap<Track, string | null>,
): {
  crew: Crew<Track, Verdict>;
  handOver: HandOver<Track, Verdict> | undefined;
  /** Resolves when all marks that were to come off are off. */
  cleared(): Promise<unknown>;
} {
  const { relay, logins } = tools;
  const [reboot, cycle] = [createReboot(tools, bootIds), createCycle(tools)];
  const restarterOf = (track: Track): Restarter => (isCalledStopped(track) ? cycle : reboot);
  const split = (tracks: readonly Track[]) =>
    [reboot, cycle].map((one) => [one, tracks.filter((track) => restarterOf(track) === one)] as const);
  const confirming = new Set<Track>();
  const marking: Promise<void>[] = [];
  const clearing: Promise<void>[] = [];

  /**
   * Takes the marks off what is over. With a relay that is what was proven, and what failed on its way: what runs and is
   * not let in keeps its mark, until whoever runs this has dealt with it. The next ones need not wait for that.
   */
  async function conclude(results: Ended): Promise<Ended> {
    for (const [track, ending] of results) if (ending === 'back') confirming.add(track);
    await Promise.all(marking.splice(0));
    if (relay) clearing.push(clear(results, isFailed, tools));
    else await clear(results, isKnown, tools);
    for (const track of confirming) results.delete(track);
    const confirmed = await confirm([...confirming], tools);
    if (relay) clearing.push(clear(confirmed, isBack, tools));
    for (const [track, ending] of confirmed) {
      confirming.delete(track);
      results.set(track, ending);
    }
    return results;
  }

  /** Where this run is not to see it through, nobody else may have taken the mark off what it has stopped. */
  function markStopped(tracks: readonly Track[]) {
    if (relay && tracks.length > 0) marking.push(markAgain(tracks, tools));
  }

  const crew: Crew<Track, Verdict> = {
    begin: async (tracks) => {
      const failed = await Promise.all(split(tracks).map(([restarter, some]) => restarter.begin(some)));
      const failures = new Map(failed.flatMap((some) => [...some]));
      markStopped(tracks.filter((track) => isCalledStopped(track) && !failures.has(track)));
      return failures;
    },
    advance: async (tracks) => {
      const away = tracks.filter((track) => !confirming.has(track));
      const ended = await Promise.all(split(away).map(([restarter, some]) => restarter.follow(some)));
      return conclude(new Map(ended.flatMap((some) => [...some])));
    },
    overdue: (track) => {
      const doubt = logins.doubts.get(track)?.flaw.message ?? 'not confirmed';
      const seen = confirming.has(track) ? `running, but ${doubt}` : restarterOf(track).lastSeen(track);
      return unknown('RestartTimedOut', `it did not come back in time; last seen ${seen}`);
    },
  };
  const handOver = relay && {
    ...relay,
    // What still runs as before was not stopped in all that time: it waits for its turn like the others.
    isAway: ({ step: { call, item } }: Track) => {
      const isStale = call && item.observed.status === 'Running' && isTaggedLong(item.observed, tools.clock.now());
      return isTagged(item.observed) && !isStale;
    },
    takeUp: async (tracks: readonly Track[]) => {
      const results = await cycle.takeUp(tracks);
      markStopped(tracks.filter(({ step: { call, item } }) => call && item.observed.status === 'Running'));
      return conclude(results);
    },
    leave: async (away: readonly Track[]) => {
      if (away.some((track) => isOpen(track, tools))) return false;
      const [isLeft] = await Promise.all([relay.leave(away), ...marking, ...clearing]);
      return isLeft;
    },
  };
  return { crew, handOver, cleared: () => Promise.all([...marking, ...clearing]) };
}

/**
 * What only this run knows: that the call was refused, so that the next one would stop it again for that; or that a login
 * is refused, which may be so only because it is early. So it waits for what comes of it.
 */
function isOpen(track: Track, tools: Tools): boolean {
  return track.isOver || isRefused(track, tools);
}

type Ending = Verdict | 'back';

const isBack = (ending: Ending) => ending === 'back';
/** Known not to have come to its end. */
const isFailed = (ending: Ending) => ending !== 'back' && ending.status !== 'unknown';
/** What is not known to run again keeps its mark, so that the next run looks after it. */
const isKnown = (ending: Ending) => isBack(ending) || isFailed(ending);

async function clear(results: Ended, isOver: (ending: Ending) => boolean, tools: Tools): Promise<void> {
  const over = [...results].filter(([, ending]) => isOver(ending)).map(([track]) => track);
  await clearMarks(over, tools);
}
