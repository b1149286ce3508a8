import type { InstanceState } from '../products/product.ts';
import { type Boot, isNewBoot } from '../restart/evidence.ts';
import { hasRestartedSinceTag } from '../restart/tag.ts';
import { failed, type Verdict } from '../verdict.ts';
import { askPower } from './ask-power.ts';
import type { Restarter } from './crew.ts';
import { inspect } from './inspect.ts';
import { lookAtPower } from './look-at-power.ts';
import { clearMarks } from './mark-restarts.ts';
import { forEachPlace, type Place } from './places.ts';
import type { Tools } from './tools.ts';
import { idOf, type Track } from './track.ts';

/** After so many looks that show it running and no new boot, ask the guest for its boot id. */
const FIRST_DOUBT = 2;
/** And after so many more, each time; where the answer to the reboot was lost, also ask again to reboot. */
const PATIENCE = 8;

interface Watch extends Boot {
  looks: number;
  /** The answer to the reboot was lost: it may have to be asked for again. */
  isUnsure: boolean;
  seen: string;
}

/** The boot ids that guests show; absent where there is no agent to ask. */
export async function readBootIds(tracks: readonly Track[], tools: Tools): Promise<Map<Track, string | null>> {
  const reports = tracks.length > 0 ? await inspect(tracks, tools) : new Map();
  return new Map([...reports].map(([track, { bootId }]) => [track, bootId]));
}

/**
 * Reboots instances of products that take attach and detach while they run.
 * @param bootIds what the guests showed before
 */
export function createReboot(tools: Tools, bootIds: ReadonlyMap<Track, string | null>): Restarter {
  const watches = new Map<Track, Watch>();
  const { force } = tools.command.restart;

  async function ask(tracks: readonly Track[]): Promise<Map<Track, Verdict>> {
    const answers = await askPower(tracks, tools, (power, regionId, ids) => power.reboot(regionId, ids, force));
    const failures = new Map<Track, Verdict>();
    for (const [track, { accepted, code, message, requestId }] of answers) {
      const watch = watches.get(track);
      if (watch) watch.isUnsure = accepted === 'unknown';
      if (accepted === 'no') failures.set(track, failed(code, `not restarted: ${message}`, requestId));
    }
    return failures;
  }

  async function followHere(place: Place, back: Map<Track, Verdict | 'back'>) {
    const { tracks } = place;
    const { states, ended } = await lookAtPower(place);
    for (const [track, verdict] of ended) back.set(track, verdict);
    const stuck = tracks.filter((track) => isStuck(watches.get(track), states.get(idOf(track))));
    const ids = await readBootIds(stuck, tools);
    for (const track of tracks) {
      const [watch, state] = [watches.get(track), states.get(idOf(track))];
      if (!watch || !state) continue;
      watch.seen = state.status;
      if (isNewBoot(watch, state, ids.get(track))) back.set(track, 'back');
    }
    const unsure = stuck.filter((track) => !back.has(track) && isOverdue(watches.get(track)));
    if (unsure.length > 0) await ask(unsure);
  }

  return {
    begin: async (tracks) => {
      for (const track of tracks) watches.set(track, startWatch(track, bootIds.get(track) ?? null));
      const due = tracks.filter((track) => !isRestartedAlready(track));
      for (const track of tracks) {
        const watch = watches.get(track);
        if (watch && !due.includes(track)) watch.wasAway = true;
      }
      const failures = await ask(due);
      await clearMarks([...failures.keys()], tools);
      return failures;
    },
    follow: async (tracks) => {
      const back = new Map<Track, Verdict | 'back'>();
      await forEachPlace(tracks, tools, (place) => followHere(place, back));
      return back;
    },
    lastSeen: (track) => watches.get(track)?.seen ?? 'before its restart',
  };
}

/** The reboot may never have arrived. */
function isOverdue(watch: Watch | undefined): boolean {
  return watch?.isUnsure === true && watch.looks >= PATIENCE;
}

function startWatch({ step }: Track, bootId: string | null): Watch {
  const { startedMs, status } = step.item.observed;
  return { startedMs, bootId, wasAway: false, looks: 0, isUnsure: false, seen: status };
}

/** A restart that an earlier run asked for has happened, or is happening. */
function isRestartedAlready({ step }: Track): boolean {
  const { observed } = step.item;
  return !step.call && (hasRestartedSinceTag(observed) || ['Starting', 'Stopping'].includes(observed.status));
}

function isStuck(watch: Watch | undefined, state: InstanceState | undefined): boolean {
  if (!watch || state?.status !== 'Running' || watch.wasAway) return false;
  watch.looks += 1;
  return watch.looks === FIRST_DOUBT || watch.looks % PATIENCE === 0;
}
