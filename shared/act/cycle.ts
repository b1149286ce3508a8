import { CloudError } from '../cloud/errors.ts';
import type { PowerResult } from '../products/product.ts';
import { failed, isApplied, unknown, type Verdict } from '../verdict.ts';
import { askPower } from './ask-power.ts';
import { callCloud } from './call-cloud.ts';
import type { Restarter } from './crew.ts';
import { lookAtPower } from './look-at-power.ts';
import { clearMarks, markRestarts } from './mark-restarts.ts';
import { forEachPlace, type Place } from './places.ts';
import type { Tools } from './tools.ts';
import { idOf, idsOf, type Track } from './track.ts';

/** After so many looks in the same state, what was asked for and not answered is asked for again. */
const PATIENCE = 8;

/**
 * Why an instance is not stopped, or not called, when another run, which looked at the same moment, is at it already. Its
 * mark is that run's too: without it nobody would start the instance again if that run were cut off.
 */
const IN_OTHER_HANDS = 'IncorrectInstanceStatus';

/** ENS writes a number for the code of a row, and the name before its message. */
function isInOtherHands({ verdict }: Track): boolean {
  return (
    verdict?.status === 'failed' && [verdict.code, verdict.message].some((text) => text.startsWith(IN_OTHER_HANDS))
  );
}

interface Watch {
  /** Stopping to be called, or starting again afterwards. */
  phase: 'stopping' | 'starting';
  seen: string;
  looks: number;
  isUnsure: boolean;
}

/** Stops, calls and starts, and goes on where an earlier run stopped. */
export interface Cycle extends Restarter {
  /** Moves on instances that an earlier run took away, as they were seen when this one began. */
  takeUp(tracks: readonly Track[]): Promise<Map<Track, Verdict | 'back'>>;
}

/** Stops, calls and starts instances of products that take attach and detach only from stopped ones. */
export function createCycle(tools: Tools): Cycle {
  const watches = new Map<Track, Watch>();
  const { force } = tools.command.restart;

  async function ask(what: 'stop' | 'start', tracks: readonly Track[]): Promise<Map<Track, PowerResult>> {
    const answers = await askPower(tracks, tools, (power, regionId, ids) =>
      what === 'stop' ? power.stop(regionId, ids, force) : power.start(regionId, ids),
    );
    for (const [track, { accepted }] of answers) {
      const watch = watches.get(track);
      if (watch) watch.isUnsure = accepted !== 'yes';
    }
    return new Map([...answers].filter(([, { accepted }]) => accepted === 'no'));
  }

  async function begin(tracks: readonly Track[]): Promise<Map<Track, Verdict>> {
    const failures = new Map<Track, Verdict>();
    await markRestarts(tracks, tools);
    for (const track of tracks) if (track.isOver && track.verdict) failures.set(track, track.verdict);
    const marked = tracks.filter((track) => !failures.has(track));
    for (const track of marked) watches.set(track, startWatch(track));
    const running = marked.filter(({ step }) => step.call && step.item.observed.status === 'Running');
    for (const [track, { code, message, requestId }] of await ask('stop', running)) {
      failures.set(track, failed(code, `not stopped: ${message}`, requestId));
    }
    const untouched = [...failures].filter(([, { code }]) => code !== IN_OTHER_HANDS).map(([track]) => track);
    await clearMarks(untouched, tools);
    return failures;
  }

  async function followHere(place: Place, results: Map<Track, Verdict | 'back'>) {
    const { states, ended } = await lookAtPower(place);
    for (const [track, verdict] of ended) results.set(track, verdict);
    const watched = place.tracks.flatMap((track) => {
      const [watch, state] = [watches.get(track), states.get(idOf(track))];
      if (!watch || !state) return [];
      watch.looks = watch.seen === state.status ? watch.looks + 1 : 0;
      watch.seen = state.status;
      return [{ track, watch }];
    });
    const isAt = (phase: Watch['phase'], status: string) =>
      watched.filter(({ watch }) => watch.phase === phase && watch.seen === status).map(({ track }) => track);
    for (const track of isAt('starting', 'Running')) results.set(track, endingOf(track));
    await stopAgain(place, isAt('stopping', 'Running').filter(isPatienceOver));
    await startAgain(isAt('starting', 'Stopped').filter(isPatienceOver));
    await callAndStart(isAt('stopping', 'Stopped'));
  }

  /** Nobody knows what the earlier run asked for and was not answered, so what is not on its way is asked for anew. */
  async function takeUp(tracks: readonly Track[]): Promise<Map<Track, Verdict | 'back'>> {
    for (const track of tracks) watches.set(track, startWatch(track));
    const isAt = (phase: Watch['phase'], status: string) =>
      tracks.filter((track) => watches.get(track)?.phase === phase && track.step.item.observed.status === status);
    await Promise.all([
      ask('stop', isAt('stopping', 'Running')),
      ask('start', isAt('starting', 'Stopped')),
      callAndStart(isAt('stopping', 'Stopped')),
    ]);
    return new Map(isAt('starting', 'Running').map((track) => [track, endingOf(track)]));
  }

  /** Whatever the call brings, what we stopped is started again; unless somebody was quicker. */
  async function callAndStart(tracks: readonly Track[]) {
    await callCloud(tracks, tools);
    for (const track of tracks.filter(isInOtherHands)) {
      Object.assign(track, { isOver: false, verdict: null });
      watches.set(track, { phase: 'stopping', seen: '', looks: 0, isUnsure: true });
    }
    const due = tracks.filter(({ step, isOver, verdict }) => !step.call || isOver || verdict);
    for (const track of due) watches.set(track, { phase: 'starting', seen: 'Stopped', looks: 0, isUnsure: true });
    await ask('start', due);
  }

  const isPatienceOver = (track: Track) => {
    const { looks } = watches.get(track) ?? { looks: 0 };
    return looks > 0 && looks % PATIENCE === 0;
  };
  const isUnsure = (track: Track) => watches.get(track)?.isUnsure === true;

  /** Another run may have taken it all the way meanwhile, and then nothing is left to be stopped for. */
  async function stopAgain(place: Place, tracks: readonly Track[]) {
    const done = await findApplied(place, tracks);
    for (const track of done) {
      track.attached = tools.command.action === 'attach' ? 'yes' : 'no';
      watches.set(track, { phase: 'starting', seen: 'Running', looks: 0, isUnsure: false });
    }
    const unsure = tracks.filter((track) => !done.includes(track) && isUnsure(track));
    if (unsure.length > 0) await ask('stop', unsure);
  }

  async function startAgain(tracks: readonly Track[]) {
    const unsure = tracks.filter(isUnsure);
    if (unsure.length > 0) await ask('start', unsure);
  }

  /** Those that show what they were to be stopped for; none where they cannot be looked at. */
  async function findApplied({ driver, regionId }: Place, tracks: readonly Track[]): Promise<Track[]> {
    if (tracks.length === 0) return [];
    const seen = await driver.look(regionId, idsOf(tracks), true).catch(unlessFailed);
    return tracks.filter((track) => {
      const observed = seen?.get(idOf(track));
      return observed !== undefined && isApplied(tools.command.action, track.step.item.keyPair, observed);
    });
  }

  return {
    begin,
    takeUp,
    follow: async (tracks) => {
      const results = new Map<Track, Verdict | 'back'>();
      await forEachPlace(tracks, tools, (place) => followHere(place, results));
      return results;
    },
    lastSeen: (track) => watches.get(track)?.seen ?? 'before its restart',
  };
}

/** What an interrupted run stopped and called is only started; what runs was started already. */
function startWatch({ step }: Track): Watch {
  const { status } = step.item.observed;
  const phase = step.call ? 'stopping' : 'starting';
  return { phase, seen: '', looks: 0, isUnsure: status !== 'Running' };
}

function unlessFailed(error: unknown): null {
  if (error instanceof CloudError) return null;
  throw error;
}

function endingOf(track: Track): Verdict | 'back' {
  if (!track.isOver) return 'back';
  return track.verdict ?? unknown('Unknown', 'restarted, but what became of the change is not known');
}
