import { Cron } from 'croner';

/** When a timer is due next after a moment, both epoch milliseconds; null when it never is. */
export type Schedule = (afterMs: number) => number | null;

const ZONED = /^(?:CRON_TZ=(\S+)\s+)?(.+)$/s;
const EVERY = /^@every (?!$)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const MINUTE_MS = 60_000;

/**
 * Reads a timer's `cronExpression`; null when it is none. Source: Function Compute 3.0 "Time triggers": six fields with
 * seconds first, UTC unless `CRON_TZ=<zone>` stands before them, or `@every` with at least a minute.
 */
export function readSchedule(expression: string): Schedule | null {
  const text = expression.trim();
  return text.startsWith('@every') ? readEvery(text) : readCron(text);
}

export const isSchedule = (expression: string) => readSchedule(expression) !== null;

/** From the start of the host on. */
function readEvery(text: string): Schedule | null {
  const [, hours = 0, minutes = 0, seconds = 0] = EVERY.exec(text) ?? [];
  const everyMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return everyMs >= MINUTE_MS ? (afterMs) => afterMs + everyMs : null;
}

function readCron(text: string): Schedule | null {
  const [, zone = 'UTC', fields = ''] = ZONED.exec(text) ?? [];
  if (fields.trim().split(/\s+/).length !== 6) return null;
  try {
    const cron = new Cron(fields, { timezone: zone, paused: true });
    cron.nextRun(new Date(0));
    return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? null;
  } catch {
    return null;
  }
}
