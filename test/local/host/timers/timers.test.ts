import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimers } from '../../../../local/cloud/events/timers.ts';
import { runTimers } from '../../../../local/host/timers/run-timers.ts';
import { readSchedule } from '../../../../local/host/timers/schedule.ts';
import { accountId, fakeFunction, noPrincipals } from '../fake-function.ts';

const at = (time: string) => Date.parse(time);
const next = (expression: string, after: string) => {
  const ms = readSchedule(expression)?.(at(after));
  return typeof ms === 'number' ? new Date(ms).toISOString() : ms;
};

describe('schedule', () => {
  it.each([
    ['0 30 2 * * *', '2026-01-01T00:00:00Z', '2026-01-01T02:30:00.000Z'],
    ['*/10 * * * * *', '2026-01-01T00:00:01Z', '2026-01-01T00:00:10.000Z'],
    ['CRON_TZ=Asia/Shanghai 0 0 4 1 * *', '2026-01-02T00:00:00Z', '2026-01-31T20:00:00.000Z'],
    ['0 0 9 * * MON-FRI', '2026-01-02T10:00:00Z', '2026-01-05T09:00:00.000Z'],
    ['0 0/15 * * * *', '2026-01-01T00:01:00Z', '2026-01-01T00:15:00.000Z'],
    ['0 0 0 1,15 ? SUN', '2026-01-02T00:00:00Z', '2026-01-04T00:00:00.000Z'],
    ['@every 4m', '2026-01-01T00:00:00Z', '2026-01-01T00:04:00.000Z'],
    ['@every 1h30m', '2026-01-01T00:00:00Z', '2026-01-01T01:30:00.000Z'],
  ])('a schedule %s after %s is due at %s', (expression, after, due) => {
    expect(next(expression, after)).toBe(due);
  });

  it.each([
    '',
    'x',
    '* * * * *',
    '0 0 0 * * * 2030',
    '61 * * * * *',
    '@every',
    '@every 30s',
    '@daily',
    'CRON_TZ=No/Where 0 0 4 1 * *',
    '0 0 0 L * *',
    '0 0 0 + * 1',
    '-1 0 0 * * *',
  ])('a schedule is not %j', (expression) => {
    expect(readSchedule(expression)).toBe(null);
  });
});

describe('timer', () => {
  beforeEach(() => void vi.useFakeTimers({ now: at('2026-01-01T00:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  function run(enable = true) {
    const fired: unknown[] = [];
    const trigger = {
      triggerType: 'timer',
      triggerName: 'reconcile',
      triggerConfig: { cronExpression: '@every 10m', enable, payload: 'p' },
    } as const;
    const timers = createTimers();
    const end = runTimers({
      functions: [fakeFunction({ name: 'auto', triggers: [trigger] })],
      cloud: { url: '', accountId, principals: noPrincipals, timers },
      now: Date.now,
      invokeAsync: (_hosted, event) => void fired.push(JSON.parse(event.toString('utf8'))),
    });
    return { fired, timers, end };
  }

  it('fires whenever it is due, with the time, its name and its payload', () => {
    const { fired, end } = run();
    vi.advanceTimersByTime(20 * 60_000);
    expect(fired).toEqual([
      { triggerTime: '2026-01-01T00:10:00Z', triggerName: 'reconcile', payload: 'p' },
      { triggerTime: '2026-01-01T00:20:00Z', triggerName: 'reconcile', payload: 'p' },
    ]);
    end();
    vi.advanceTimersByTime(20 * 60_000);
    expect(fired).toHaveLength(2);
  });

  it('a timer that is off fires on request only', () => {
    const { fired, timers } = run(false);
    vi.advanceTimersByTime(60 * 60_000);
    expect(fired).toEqual([]);
    expect(timers.fire('reconcile')).toMatchObject([{ functionName: 'auto' }]);
    expect(fired).toHaveLength(1);
  });

  it('a timer of another name does not fire, and one that is gone is not known', () => {
    const { timers, end } = run();
    expect(timers.fire('other')).toEqual([]);
    expect(timers.names()).toEqual(['reconcile']);
    end();
    expect(timers.names()).toEqual([]);
  });
});
