import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../local/cloud/index.ts';
import { type Clock, systemClock } from '../../../shared/cloud/clock.ts';
import { witnessOfWorker } from '../../secrets/worker.ts';

const POWER = { pendingMs: 5, startMs: 20, stopMs: 20, rebootMs: 40, lingerMs: 5 };

/** A local cloud and the clock that it shares with the functions that run against it. */
export interface SceneCloud {
  readonly cloud: LocalCloud;
  /** Time that was let pass, or turned back, beyond what really did. */
  passedMs: number;
}

/** Starts one whose power changes take no time to speak of. */
export async function startSceneCloud({ settings, ...options }: LocalCloudOptions = {}): Promise<SceneCloud> {
  const now = () => Date.now() + started.passedMs;
  const quick = { power: POWER, dateWindowMinutes: 1_000_000_000, ...settings };
  const started = { passedMs: 0, cloud: await startLocalCloud({ ...options, now, settings: quick }) };
  return started;
}

/** The clock of a scene: waiting is real, but there is no reason to wait as politely as in the cloud. */
export function clockOf(scene: SceneCloud, { hurry, jump }: { hurry: boolean; jump: boolean }): Clock {
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

/** One that was used before, where there is one: to prove the isolation of guests takes a fifth of a second. */
export const borrowCloud = async (): Promise<SceneCloud> => resting.pop() ?? startSceneCloud();

/** Empties it for the next one. */
export function returnCloud(scene: SceneCloud): void {
  const records = [scene.cloud.calls.list(), scene.cloud.events.list()];
  witnessOfWorker().see('records of a returned cloud', JSON.stringify(records));
  scene.cloud.reset();
  resting.push(scene);
}

/** Closes all that were returned. */
export async function closeClouds(): Promise<void> {
  await Promise.all(resting.splice(0).map(({ cloud }) => cloud.close()));
}
