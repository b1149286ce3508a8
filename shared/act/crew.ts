import type { Crew } from '../restart/roll.ts';
import { unknown, type Verdict } from '../verdict.ts';
import { confirm } from './confirm.ts';
import { createCycle } from './cycle.ts';
import { clearMarks } from './mark-restarts.ts';
import { createReboot } from './reboot.ts';
import type { Tools } from './tools.ts';
import { isCalledStopped, type Track } from './track.ts';

/** One way of restarting: asks for it, and follows it until the instance runs again. */
export interface Restarter {
  begin(tracks: readonly Track[]): Promise<Map<Track, Verdict>>;
  /** Those that run again, with what failed on the way if anything did. */
  follow(tracks: readonly Track[]): Promise<Map<Track, Verdict | 'back'>>;
  lastSeen(track: Track): string;
}

/** Restarts each instance the way its product needs, and calls it back when its effect is confirmed. */
export function createCrew(tools: Tools, bootIds: ReadonlyMap<Track, string | null>): Crew<Track, Verdict> {
  const [reboot, cycle] = [createReboot(tools, bootIds), createCycle(tools)];
  const restarterOf = (track: Track): Restarter => (isCalledStopped(track) ? cycle : reboot);
  const split = (tracks: readonly Track[]) =>
    [reboot, cycle].map((one) => [one, tracks.filter((track) => restarterOf(track) === one)] as const);
  const confirming = new Set<Track>();
  return {
    begin: async (tracks) => {
      const failures = await Promise.all(split(tracks).map(([restarter, some]) => restarter.begin(some)));
      return new Map(failures.flatMap((some) => [...some]));
    },
    advance: async (tracks) => {
      const away = tracks.filter((track) => !confirming.has(track));
      const ended = await Promise.all(split(away).map(([restarter, some]) => restarter.follow(some)));
      const results = new Map(ended.flatMap((some) => [...some]));
      for (const [track, ending] of results) if (ending === 'back') confirming.add(track);
      await clearMarks(
        [...results].filter(isKnown).map(([track]) => track),
        tools,
      );
      for (const track of confirming) results.delete(track);
      for (const [track, ending] of await confirm([...confirming], tools)) {
        confirming.delete(track);
        results.set(track, ending);
      }
      return results;
    },
    overdue: (track) => {
      const doubt = tools.logins.doubts.get(track)?.flaw.message ?? 'not confirmed';
      const seen = confirming.has(track) ? `running, but ${doubt}` : restarterOf(track).lastSeen(track);
      return unknown('RestartTimedOut', `it did not come back in time; last seen ${seen}`);
    },
  };
}

/** What is not known to run again keeps its mark, so that the next run looks after it. */
function isKnown([, ending]: readonly [Track, Verdict | 'back']): boolean {
  return ending === 'back' || ending.status !== 'unknown';
}
