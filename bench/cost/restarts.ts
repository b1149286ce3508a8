import { systemClock } from '../../shared/cloud/clock.ts';
import { readCommand } from '../../shared/command.ts';
import { dispatch } from '../../shared/dispatch.ts';
import { createVirtualClock } from '../../test/virtual-clock.ts';
import { type Bench, toTable, verdict } from '../bench.ts';
import { readFunctions } from '../functions.ts';
import { type Setting, startSetting } from './setting.ts';

const INSTANCES = 500;
const AT_ONCE = 50;
const RESTART_MS = 30_000;
const TICK_MS = 60_000;
const TARGET = 1 / 20;

/**
 * Restarts of 30 s: waiting for them inside one invocation, or a short invocation now and then that looks, begins the
 * next ones and ends. The wait is measured on the injected clock; a tick's own work, on the real one.
 */
export const showRestarts: Bench = async ({ progress }) => {
  const memoryMb = (await readFunctions()).find(({ name }) => name === 'rotate')?.memoryMb ?? 256;
  const waitSeconds = await waitInside();
  progress('waited inside one invocation');
  const tickSeconds = await workOfTick();
  const ticks = Math.ceil(INSTANCES / AT_ONCE) * Math.ceil(RESTART_MS / TICK_MS) + 1;
  const toGigabytes = (seconds: number) => (seconds * memoryMb) / 1024;
  const ratio = (ticks * tickSeconds) / waitSeconds;
  const row = (name: string, count: number, seconds: number) => [
    name,
    `${count}`,
    seconds.toFixed(1),
    toGigabytes(seconds).toFixed(2),
  ];
  return [
    '### Restarts',
    '',
    `${INSTANCES} instances of ECS, ${AT_ONCE} away at once, restarts of ${RESTART_MS / 1000} s, ${memoryMb} MB. Waiting: \`attach\` with`,
    '`takeEffect: "restart"` in one invocation, its seconds by the injected clock. Ticking: as many invocations as waves of',
    `restarts and one to finish, every ${TICK_MS / 1000} s; each is billed the real seconds, at 80 ms latency, of looking at all`,
    `instances twice, tagging, rebooting and untagging ${AT_ONCE}.`,
    '',
    ...toTable(
      ['', 'invocations', 'billed seconds', 'GB-seconds'],
      [row('waiting inside one', 1, waitSeconds), row('ticking', ticks, ticks * tickSeconds)],
    ),
    '',
    `Ticking costs 1/${(1 / ratio).toFixed(0)} of waiting; at most 1/${1 / TARGET}: ${verdict(ratio <= TARGET)}.`,
  ];
};

async function waitInside(): Promise<number> {
  const clock = createVirtualClock();
  const setting = await startSetting(clock, INSTANCES, {
    now: clock.now,
    after: (ms, task) => void clock.after(ms, task),
    settings: { dateWindowMinutes: 1_000_000_000, power: { rebootMs: RESTART_MS } },
  });
  const command = readCommand(
    'attach',
    { ...setting.target, takeEffect: 'restart', maxUnavailable: AT_ONCE },
    INSTANCES,
  );
  const startMs = clock.now();
  const report = await clock.run(dispatch(command, setting.invocation));
  await setting.close();
  if (report.succeededCount !== INSTANCES) throw new Error('not every instance was restarted');
  return (clock.now() - startMs) / 1000;
}

async function workOfTick(): Promise<number> {
  const setting = await startSetting(systemClock, INSTANCES, { settings: { latencyMs: 80 } });
  const startMs = performance.now();
  await doTick(setting);
  const seconds = (performance.now() - startMs) / 1000;
  await setting.close();
  return seconds;
}

/** The calls of a tick in the order in which each needs the one before. */
async function doTick({ driver, target: { regionId, instanceIds } }: Setting): Promise<void> {
  const some = instanceIds.slice(0, AT_ONCE);
  await driver.look(regionId, instanceIds, true);
  await driver.tag(regionId, some, { 'keyfleet:restart': 'bench' });
  await driver.power.reboot(regionId, some, false);
  await driver.statuses(regionId, instanceIds);
  await driver.untag(regionId, some, ['keyfleet:restart']);
}
