import type { Crew, HandOver } from '../restart/roll.ts';
import { isTagged } from '../restart/tag.ts';
import { unknown, type Verdict } from '../verdict.ts';
import { confirm } from './confirm.ts';
import { createCycle } from './cycle.ts';
import { isRefused } from './login.ts';
import { clearMarks } from './mark-restarts.ts';
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
  const clearing: Promise<void>[] = [];

  /** Takes the marks off when a restart is over: with a relay when it is proven, else when the instance runs again. */
  async function conclude(results: Ended): Promise<Ended> {
    for (const [track, ending] of results) if (ending === 'back') confirming.add(track);
    if (!relay) await clearKnown(results, tools);
    for (const track of confirming) results.delete(track);
    for (const [track, ending] of await confirm([...confirming], tools)) {
      confirming.delete(track);
      results.set(track, ending);
    }
    // The next ones need not wait for that.
    if (relay) clearing.push(clearKnown(results, tools));
    return results;
  }

  const crew: Crew<Track, Verdict> = {
    begin: async (tracks) => {
      const failures = await Promise.all(split(tracks).map(([restarter, some]) => restarter.begin(some)));
      return new Map(failures.flatMap((some) => [...some]));
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
    isAway: ({ step }: Track) => isTagged(step.item.observed),
    takeUp: async (tracks: readonly Track[]) => conclude(await cycle.takeUp(tracks)),
    leave: async (away: readonly Track[]) => !away.some((track) => isOpen(track, tools)) && relay.leave(away),
  };
  return { crew, handOver, cleared: () => Promise.all(clearing) };
}

/**
 * What only this run knows: that the call was refused, so that the next one would stop it again for that; or that a login
 * is refused, which may be so only because it is early. So it waits for what comes of it.
 */
function isOpen(track: Track, tools: Tools): boolean {
  return track.isOver || isRefused(track, tools);
}

/** What is not known to run again keeps its mark, so that the next run looks after it. */
async function clearKnown(results: Ended, tools: Tools): Promise<void> {
  const known = [...results].filter(([, ending]) => ending === 'back' || ending.status !== 'unknown');
  await clearMarks(
    known.map(([track]) => track),
    tools,
  );
}
