import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../../../cli/check/spec/schedule.ts';

describe('shortest time between two ticks', () => {
  it.each([
    ['0 */10 * * * *', 600],
    ['0 0/15 * * * *', 900],
    ['CRON_TZ=Asia/Shanghai 0 0 4 1 * *', 86_400],
    ['0 0 4 * * MON-FRI', 86_400],
    ['0 0 4,16 * * *', 43_200],
    ['0 0 1,23 * * *', 7_200],
    ['0 50-59/9 * * * *', 540],
    ['* * * * * *', 1],
    ['0 0 0 ? jan SUN', 86_400],
    ['@every 4m', 240],
    ['@every 1h30m', 5_400],
    ['@every 90s', 90],
  ])('the shortest time between two ticks of %s is %i s', (expression, intervalSeconds) =>
    expect(readSchedule(expression)).toEqual({ intervalSeconds }),
  );
});

describe('no schedule is', () => {
  it.each([
    '*/10 * * * *',
    '0 60 * * * *',
    '0 0 24 * * *',
    '0 0 0 0 * *',
    '0 0 0 32 * *',
    '0 0 0 1 13 *',
    '0 0 0 1 * 8',
    '0 0 4 * * FUN',
    '0 5-1 * * * *',
    '0 */0 * * * *',
    '0 1,, * * * *',
    'CRON_TZ=Mars/Olympus 0 0 4 * * *',
    '@every 30s',
    '@every 10',
    '@every ',
    '@daily',
    '',
  ])('no schedule is %j', (expression) => expect(readSchedule(expression)).toBe(null));
});
