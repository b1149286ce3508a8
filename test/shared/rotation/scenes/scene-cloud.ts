import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '@keyfleet/local-cloud';
import { type Clock, systemClock } from '../../../../shared/cloud/clock.ts';
import { witnessOfWorker } from '../../../secrets/worker.ts';

const POWER = { pendingMs: 5, startMs: 20, stopMs: 20, rebootMs: 40, lingerMs: 5 };

/** A local cloud and the clock that it shares with the functions that run against it. */
export interface SceneCloud {
  readonly cloud: LocalCloud;
  /** Time that was let pass, or turned back, beyond what really did. */
  passedMs: number;
}

/** Starts one whose power changes take no time to speak of. */
async function startSceneCloud({ settings, ...options }: LocalCloudOptions = {}): Promise<SceneCloud> {
  const now = () => Date.now() + started.passedMs;
  const quick = { power: POWER, dateWindowMinutes: 1_000_000_000, ...settings };
  const started = { passedMs: 0, cloud: await startLocalCloud({ ...options, now, settings: quick }) };
  return started;
}

/** How a scene's functions wait. */
export interface Patience {
  /** Wait 120 ms at most. Default true. */
  readonly hurry?: boolean;
  /** Let the rest of each wait pass all the same. Default false. */
  readonly jump?: boolean;
}

/** The clock of a scene: waiting is real, but there is no reason to wait as politely as in the cloud. */
export function clockOf(scene: SceneCloud, { hurry = true, jump = false }: Patience): Clock {
  const now = () => Date.now() + scene.passedMs;
  const sleep = async (ms: number) => {
    const untilMs = now() + ms;
    await systemClock.sleep(hurry ? Math.min(ms, 120) : ms);
    // Who sleeps at the same time sleeps through the same time.
    if (jump) scene.passedMs += Math.max(0, untilMs - now());
  };
  return { ...systemClock, now, sleep };
}

const resting: SceneCloud[] = [];

/**
 * One that was used before, where there is one and nothing is special about it: to prove the isolation of guests takes a
 * fifth of a second.
 */
export async function takeCloud(special: LocalCloudOptions) {
  const isSpecial = Object.keys(special).length > 0;
  const stage = isSpecial ? await startSceneCloud(special) : (resting.pop() ?? (await startSceneCloud()));
  const leave = async () => (isSpecial ? stage.cloud.close() : returnCloud(stage));
  return { stage, leave };
}

/** Empties it for the next one. */
function returnCloud(scene: SceneCloud): void {
  const records = [scene.cloud.calls.list(), scene.cloud.events.list()];
  witnessOfWorker().see('records of a returned cloud', JSON.stringify(records));
  scene.cloud.reset();
  resting.push(scene);
}

/** Closes all that were returned. */
export async function closeClouds(): Promise<void> {
  await Promise.all(resting.splice(0).map(({ cloud }) => cloud.close()));
}
