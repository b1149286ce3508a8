import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { callEcs } from './call-cloud.ts';
import { offlineId, stoppedId } from './rotated-fleet.ts';
import { readGraceEnd } from './rotated-keys.ts';

/** What happens before a look at the logins; false when it did not end as it should. */
export type Act = (teller: {
  readonly cloud: LocalCloud;
  /** What functions log, live. */
  readonly logged: readonly string[];
  readonly say: (text: string) => void;
  /** Runs `keyfleet rotation`, which must end with this exit code. */
  readonly rotation: (why: string, args: readonly string[], exitCode: number) => Promise<boolean>;
}) => Promise<boolean>;

/** One that did not settle has the exit code of one that lags, but no old key whose grace has begun. */
const rotate: Act = async ({ cloud, rotation }) => {
  const why = 'Rotate the key pair "app" of a fleet with something of everything. What cannot be reached now lags.';
  return (await rotation(why, ['now', '--key-pair', 'app', '--wait'], 1)) && (await readGraceEnd(cloud)) > 0;
};

const retire: Act = async (teller) => {
  teller.say("\n── The grace is over (8 s in the demo's fleet.yaml): the timer's next tick takes the old key away.");
  for (const endMs = await readGraceEnd(teller.cloud); Date.now() < endMs; ) await wait(endMs - Date.now());
  return tick(teller);
};

const start: Act = async ({ cloud, logged, say }) => {
  say('\n── app-2 is started: the cloud announces it, and rotate finishes it.');
  await callEcs(cloud)('StartInstance', { InstanceId: stoppedId });
  return waitForLog(logged, (line) => line.includes('"action":"event"') && line.includes(stoppedId));
};

const finish: Act = async (teller) => {
  teller.say("\n── app-3's agent answers again. Nothing announces that: the next tick finds it.");
  await teller.cloud.instances.change(offlineId, { agent: 'online' });
  if (!(await tick(teller))) return false;
  return teller.rotation('Nothing lags any more. What did it come to?', ['record', '--key-pair', 'app'], 0);
};

/** One for each moment of the table. */
export const acts: readonly Act[] = [async () => true, rotate, retire, start, finish];

/** Fires the timer of `rotate`, and waits for what its tick reports. */
async function tick({ cloud, logged }: Parameters<Act>[0]): Promise<boolean> {
  const requestId = cloud.timers.fire('tick')[0]?.requestId ?? 'none';
  return waitForLog(logged, (line) => line.includes(`"requestId":"${requestId}"`));
}

const PATIENCE_MS = 60_000;

/**
 * Waits until functions have logged such a line; false when they did not within a minute.
 * @param logged what they log, live
 */
async function waitForLog(logged: readonly string[], isMeant: (line: string) => boolean): Promise<boolean> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(20)) {
    if (logged.some(isMeant)) return true;
  }
  return false;
}
