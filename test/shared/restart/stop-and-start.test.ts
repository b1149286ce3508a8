import { describe, expect, it } from 'vitest';
import type { RestartJob } from '../../../shared/restart/job.ts';
import { createReboot } from '../../../shared/restart/reboot.ts';
import { restartAll } from '../../../shared/restart/restart-all.ts';
import { createRestarts } from '../../../shared/restart/restarts.ts';
import { createStopAndStart } from '../../../shared/restart/stop-and-start.ts';
import { RESTART_SINCE_TAG, RESTART_TAG } from '../../../shared/restart/tag.ts';
import { failed } from '../../../shared/verdict.ts';
import { createFakeFleet, type FakeFleet, jobOf } from './fake-fleet.ts';

const NODE = 'node';
/** Looks until what was not answered is asked for again: the first one, and eight that show the same. */
const LOOKS = 9;

async function begin(changes: (fleet: FakeFleet) => Partial<RestartJob<string>> = () => ({})) {
  const fleet = createFakeFleet('ens');
  const restarter = createStopAndStart(jobOf(fleet, changes(fleet)));
  const failures = await restarter.begin([NODE]);
  const look = async (status: string, times = 1) => {
    fleet.show(NODE, status);
    let ended = await restarter.follow([NODE]);
    for (let more = 1; more < times; more++) ended = await restarter.follow([NODE]);
    return ended.get(NODE);
  };
  return { fleet, restarter, failures, look };
}

describe('an edge node that is stopped, changed and started', () => {
  it('an edge node that is stopped, changed and started is tagged, stopped, changed and started, each once, and is back when it runs', async () => {
    const { fleet, look } = await begin();
    await look('Stopping', 3);
    await look('Stopped');
    await look('Starting', 3);
    expect(await look('Running')).toBe('back');
    expect(fleet.asked).toEqual(['tag node', 'stop node', 'change node', 'start node']);
  });

  it('an edge node that is stopped, changed and started is stopped again when the answer to its stop was lost and it still runs', async () => {
    const fleet = createFakeFleet('ens');
    fleet.answers.push('yes', 'unknown');
    const restarter = createStopAndStart(jobOf(fleet));
    await restarter.begin([NODE]);
    fleet.show(NODE, 'Running');
    for (let looks = 1; looks < LOOKS; looks++) await restarter.follow([NODE]);
    expect(fleet.count('stop')).toBe(1);
    await restarter.follow([NODE]);
    expect(fleet.count('stop')).toBe(2);
  });

  it('an edge node that is stopped, changed and started is not stopped again when its stop was accepted', async () => {
    const { fleet, look } = await begin();
    await look('Running', 3 * LOOKS);
    expect(fleet.count('stop')).toBe(1);
  });

  it('an edge node that is stopped, changed and started is started again when the answer to its start was lost, and not when it was accepted', async () => {
    const { fleet, look } = await begin();
    fleet.answers.push('unknown');
    await look('Stopped');
    await look('Stopped', LOOKS);
    expect([fleet.count('change'), fleet.count('start')]).toEqual([1, 2]);
    await look('Stopped', 3 * LOOKS);
    expect(fleet.count('start')).toBe(2);
  });

  it('an edge node that is stopped, changed and started is started when its change failed, and that is said when it runs again', async () => {
    const failure = failed('Forbidden', 'no');
    const { fleet, restarter, look } = await begin((some) => ({
      change: { ...jobOf(some).change, make: async () => new Map([[NODE, failure]]) },
    }));
    await look('Stopped');
    expect([fleet.count('start'), restarter.hasFailed(NODE)]).toEqual([1, true]);
    expect(await look('Running')).toEqual(failure);
  });

  it('an edge node that is stopped, changed and started is not stopped for a change that another run has made meanwhile', async () => {
    const made: string[] = [];
    const fleet = createFakeFleet('ens');
    fleet.answers.push('yes', 'unknown');
    const { change } = jobOf(fleet);
    const noteMade = (id: string) => void made.push(id);
    const restarter = createStopAndStart(jobOf(fleet, { change: { ...change, isMade: () => true, noteMade } }));
    await restarter.begin([NODE]);
    fleet.show(NODE, 'Running');
    for (let looks = 0; looks < LOOKS; looks++) await restarter.follow([NODE]);
    expect((await restarter.follow([NODE])).get(NODE)).toBe('back');
    expect([made, fleet.count('stop')]).toEqual([[NODE], 1]);
  });

  it('an edge node that is stopped, changed and started keeps its mark when another run is stopping it, and loses it when it may not be stopped', async () => {
    expect.hasAssertions();
    for (const [code, untagged] of [
      ['IncorrectInstanceStatus', 0],
      ['Forbidden', 1],
    ] as const) {
      const fleet = createFakeFleet('ens');
      const { whereOf } = jobOf(fleet);
      const refused = async () => new Map([[NODE, { accepted: 'no' as const, code, message: 'no', requestId: null }]]);
      const refusing = (id: string) => {
        const spot = whereOf(id);
        return { ...spot, driver: { ...spot.driver, power: { ...spot.driver.power, stop: refused } } };
      };
      const failures = await createStopAndStart(jobOf(fleet, { whereOf: refusing })).begin([NODE]);
      expect(failures.get(NODE)).toMatchObject({ status: 'failed', code });
      expect(fleet.count('untag')).toBe(untagged);
    }
  });
});

describe('an edge node that is handed over', () => {
  const handOver = { mayBegin: async () => 'canary' as const, leave: async () => true };

  it('an edge node that is handed over is tagged once more after it was stopped, because another run may have taken its tag off', async () => {
    const fleet = createFakeFleet('ens');
    const endings = await fleet.clock.run(restartAll([NODE], jobOf(fleet, { handOver })));
    expect(fleet.asked).toEqual(['tag node', 'stop node', 'tag node']);
    expect(endings.get(NODE)).toMatchObject({ status: 'unknown', code: 'RestartUnderWay' });
  });

  it('an edge node that is handed over is tagged once more when a later run stops it again', async () => {
    const fleet = createFakeFleet('ens');
    Object.assign(fleet.tags, { [RESTART_TAG]: 'ops', [RESTART_SINCE_TAG]: new Date(fleet.clock.now()).toISOString() });
    await fleet.clock.run(restartAll([NODE], jobOf(fleet, { handOver })));
    expect(fleet.asked).toEqual(['stop node', 'tag node']);
  });

  it('an edge node that is handed over is not left by the run that alone knows that its change failed', async () => {
    const fleet = createFakeFleet('ens');
    const { change } = jobOf(fleet);
    const make = async () => new Map([[NODE, failed('Forbidden', 'no')]]);
    const restarts = createRestarts(jobOf(fleet, { handOver, change: { ...change, make } }), new Map());
    await restarts.actions.begin([NODE]);
    expect(await restarts.handOver?.leave([NODE])).toBe(true);
    fleet.show(NODE, 'Stopped');
    await restarts.actions.advance([NODE]);
    expect(await restarts.handOver?.leave([NODE])).toBe(false);
  });

  it('an edge node that is handed over is tagged once where it is waited for', async () => {
    const fleet = createFakeFleet('ens');
    const restarts = createRestarts(jobOf(fleet), new Map());
    await restarts.actions.begin([NODE]);
    await restarts.cleared();
    expect(fleet.asked).toEqual(['tag node', 'stop node']);
  });
});

describe('instance that reboots', () => {
  const ID = 'i-1';

  it('an instance that reboots is asked again when the answer was lost and no new boot is seen, and not when it was accepted', async () => {
    expect.hasAssertions();
    for (const [answer, times] of [
      ['unknown', 2],
      ['yes', 1],
    ] as const) {
      const fleet = createFakeFleet('ecs');
      fleet.answers.push(answer);
      const restarter = createReboot(jobOf(fleet), new Map());
      await restarter.begin([ID]);
      fleet.show(ID, 'Running');
      for (let looks = 0; looks < 3 * LOOKS; looks++) await restarter.follow([ID]);
      expect(fleet.count('reboot')).toBe(times);
    }
  });

  it('an instance that reboots is not rebooted twice when an earlier run changed it and it is stopping', async () => {
    const fleet = createFakeFleet('ecs');
    fleet.show(ID, 'Stopping');
    const { change } = jobOf(fleet);
    const restarter = createReboot(jobOf(fleet, { change: { ...change, isDue: () => false } }), new Map());
    await restarter.begin([ID]);
    expect(fleet.count('reboot')).toBe(0);
    fleet.show(ID, 'Running');
    expect((await restarter.follow([ID])).get(ID)).toBe('back');
  });

  it('an instance that reboots is back when its guest shows another boot, which is asked at the second look', async () => {
    const fleet = createFakeFleet('ecs');
    const { proof } = jobOf(fleet);
    const bootIds = async (ids: readonly string[]) => new Map(ids.map((id) => [id, 'new']));
    const restarter = createReboot(jobOf(fleet, { proof: { ...proof, bootIds } }), new Map([[ID, 'old']]));
    await restarter.begin([ID]);
    fleet.show(ID, 'Running');
    const ended = [await restarter.follow([ID]), await restarter.follow([ID])];
    expect(ended.map((one) => one.get(ID))).toEqual([undefined, 'back']);
  });
});
