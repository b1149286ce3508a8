import { describe, expect, it } from 'vitest';
import type { InstanceStatus } from '../../../../local/cloud/model/instance.ts';
import { Power, type StatusChange } from '../../../../local/cloud/model/power.ts';

const durations = { pendingMs: 10, startMs: 100, stopMs: 40, rebootMs: 200, lingerMs: 5 };

/** An instance's power on a clock of the test's own. Timers are kept, and run only when told to. */
function openPower(initial: InstanceStatus, rebootStatus: 'Starting' | 'Stopping' = 'Starting') {
  let now = 1000;
  let boots = 0;
  const timers: { at: number; task: () => void }[] = [];
  const changes: StatusChange[] = [];
  const world = {
    now: () => now,
    after: (ms: number, task: () => void) => timers.push({ at: now + ms, task }),
    durations: () => durations,
    rebootStatus: () => rebootStatus,
    newBootId: () => `boot-${++boots}`,
  };
  const power = new Power(initial, world, (change) => changes.push(change));
  return {
    power,
    changes,
    timers,
    /** To a time relative to the start. */
    at: (ms: number) => {
      now = 1000 + ms;
      return power.status;
    },
    /** Runs the timers that are due until then, looking at nothing. */
    runTimers: (ms: number) => {
      for (let due = timers.find(({ at }) => at <= 1000 + ms); due; due = timers.find(({ at }) => at <= 1000 + ms)) {
        timers.splice(timers.indexOf(due), 1);
        now = Math.max(now, due.at);
        due.task();
      }
    },
  };
}

describe("an instance's state is a function of the clock", () => {
  const timelines: [what: string, from: InstanceStatus, begin: 'start' | 'stop' | 'reboot' | null, string[]][] = [
    ['start', 'Stopped', 'start', ['0 Starting', '99 Starting', '100 Running']],
    ['stop', 'Running', 'stop', ['0 Stopping', '39 Stopping', '40 Stopped']],
    ['reboot', 'Running', 'reboot', ['0 Running', '4 Running', '5 Starting', '204 Starting', '205 Running']],
    ['launch', 'Pending', null, ['9 Pending', '10 Starting', '109 Starting', '110 Running']],
    ['made while starting', 'Starting', null, ['99 Starting', '100 Running']],
    ['made while stopping', 'Stopping', null, ['39 Stopping', '40 Stopped']],
    ['made for good', 'Resetting', null, ['9999 Resetting']],
  ];
  it.each(timelines)("an instance's state is a function of the clock: %s", (_what, initial, begin, timeline) => {
    const { power, at } = openPower(initial);
    if (begin) power.begin(begin);
    expect(timeline.map((entry) => `${Number.parseInt(entry, 10)} ${at(Number.parseInt(entry, 10))}`)).toEqual(
      timeline,
    );
  });

  it('a forced stop and reboot take a quarter of the time', () => {
    const stopping = openPower('Running');
    stopping.power.begin('stop', true);
    expect([stopping.at(9), stopping.at(10)]).toEqual(['Stopping', 'Stopped']);
    const rebooting = openPower('Running');
    rebooting.power.begin('reboot', true);
    expect([rebooting.at(54), rebooting.at(55)]).toEqual(['Starting', 'Running']);
  });

  it('a reboot can read Stopping in between, as older documents have it', () => {
    const { power, at } = openPower('Running', 'Stopping');
    power.begin('reboot');
    expect([at(5), at(205)]).toEqual(['Stopping', 'Running']);
  });

  it('looked at late, it has gone through every state in order, each at its time', () => {
    const { power, at, changes } = openPower('Pending');
    at(1_000_000);
    power.begin('stop');
    at(2_000_000);
    expect(changes.map(({ from, to, at: time }) => [from, to, time - 1000])).toEqual([
      ['Pending', 'Starting', 10],
      ['Starting', 'Running', 110],
      ['Running', 'Stopping', 1_000_000],
      ['Stopping', 'Stopped', 1_000_040],
    ]);
    expect(power.startTime).toBe(1110);
  });

  it("an instance's state goes on when nobody looks, by timers", () => {
    const { power, runTimers, changes, timers } = openPower('Running');
    power.begin('reboot');
    runTimers(300);
    expect(changes.map(({ to }) => to)).toEqual(['Starting', 'Running']);
    expect(timers).toEqual([]);
  });
});

describe('what an instance takes', () => {
  const takes: [InstanceStatus, ('start' | 'stop' | 'reboot')[]][] = [
    ['Pending', []],
    ['Starting', []],
    ['Running', ['stop', 'reboot']],
    ['Stopping', []],
    ['Stopped', ['start']],
    ['Expired', []],
    ['Resetting', []],
    ['Upgrading', []],
    ['Disabled', []],
  ];
  it.each(takes)('what an instance takes while %s: %j', (status, operations) => {
    const { power } = openPower(status);
    expect((['start', 'stop', 'reboot'] as const).filter((operation) => power.accepts(operation))).toEqual(operations);
  });

  it('an instance takes nothing more while it still reads Running after a reboot was accepted', () => {
    const { power, at } = openPower('Running');
    power.begin('reboot');
    expect(at(4)).toBe('Running');
    expect([power.accepts('stop'), power.accepts('reboot')]).toEqual([false, false]);
    at(205);
    expect(power.accepts('reboot')).toBe(true);
  });
});

describe('boots', () => {
  it('each has an id and a start time of its own', () => {
    const { power, at } = openPower('Running');
    const first = [power.bootId, power.startTime];
    power.begin('reboot');
    at(5);
    expect([power.bootId, power.startTime]).toEqual([null, 1000]);
    at(205);
    expect(first).toEqual(['boot-1', 1000]);
    expect([power.bootId, power.startTime]).toEqual(['boot-2', 1205]);
  });

  it('the start time outlives a stop; the boot id does not', () => {
    const { power, at } = openPower('Running');
    power.begin('stop');
    at(40);
    expect([power.bootId, power.startTime]).toEqual([null, 1000]);
  });

  it('there is none before the first', () => {
    const { power } = openPower('Stopped');
    expect([power.bootId, power.startTime]).toEqual([null, null]);
  });
});

describe('record', () => {
  it('the record counts what was accepted and keeps when the instance was not Running', () => {
    const { power, at } = openPower('Running');
    power.begin('reboot');
    at(1000);
    power.begin('stop');
    at(2000);
    power.begin('start');
    expect(power.history).toEqual({
      starts: 1,
      stops: 1,
      reboots: 1,
      notRunning: [
        { from: 1005, until: 1205 },
        { from: 2000, until: null },
      ],
    });
    at(2100);
    expect(power.history.notRunning.at(-1)).toEqual({ from: 2000, until: 3100 });
  });

  it('begins with the time before the first Running', () => {
    const { power, at } = openPower('Pending');
    at(500);
    expect(power.history).toMatchObject({ starts: 0, notRunning: [{ from: 1000, until: 1110 }] });
  });
});
