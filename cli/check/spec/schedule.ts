/** When a timer fires, as far as it matters here. */
export interface Schedule {
  /** The shortest time between two ticks, in seconds. */
  readonly intervalSeconds: number;
}

const DAY_SECONDS = 86_400;

/** Lowest and highest value of each field, and the names that may stand for values. */
const FIELDS = [
  { from: 0, to: 59, names: '' },
  { from: 0, to: 59, names: '' },
  { from: 0, to: 23, names: '' },
  { from: 1, to: 31, names: '' },
  { from: 1, to: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC' },
  { from: 0, to: 7, names: 'SUN MON TUE WED THU FRI SAT' },
] as const;

/**
 * Reads a timer's `cronExpression`; null when it is none. Days are taken as if all were meant, so the interval is
 * never too long. Source: Function Compute 3.0 "Time triggers": six fields, UTC unless `CRON_TZ` says otherwise;
 * `@every` of at least a minute.
 */
export function readSchedule(expression: string): Schedule | null {
  if (expression.startsWith('@every')) return readEvery(expression);
  const [, zone, cron = ''] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  const parts = cron.split(/\s+/);
  const fields = FIELDS.map((field, at) => expand(parts[at] ?? '', field));
  const [seconds, minutes, hours] = fields;
  if (parts.length !== FIELDS.length || !seconds || !minutes || !hours || fields.includes(null)) return null;
  if (zone !== undefined && !isZone(zone)) return null;
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)),
  );
  return { intervalSeconds: shortestGap(times) };
}

function readEvery(expression: string): Schedule | null {
  const [, hours, minutes, seconds] = /^@every (?!$)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(expression) ?? [];
  const intervalSeconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return intervalSeconds >= 60 ? { intervalSeconds } : null;
}

/** The values that a field such as `1,10-20/5` stands for, in order; null when it is no such field. */
function expand(field: string, { from, to, names }: (typeof FIELDS)[number]): number[] | null {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const range = readRange(part, from, to, names.split(' '));
    if (!range) return null;
    for (let value = range.first; value <= range.last; value += range.step) values.add(value);
  }
  return [...values].toSorted((a, b) => a - b);
}

function readRange(part: string, from: number, to: number, names: readonly string[]) {
  const [, all, first, last, step] = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part) ?? [];
  const toValue = (text: string) => (/^\d+$/.test(text) ? Number(text) : from + names.indexOf(text.toUpperCase()));
  const start = all ? from : toValue(first ?? '');
  const end = last === undefined ? (all || step ? to : start) : toValue(last);
  const isKnown =
    all !== undefined ||
    [first, last].every((text) => text === undefined || /^\d+$/.test(text) || names.includes(text.toUpperCase()));
  if (!isKnown || part === '' || start < from || end > to || start > end || step === '0') return null;
  return { first: start, last: end, step: Number(step ?? 1) };
}

function shortestGap(times: readonly number[]): number {
  const [first = 0] = times;
  const following = [...times.slice(1), first + DAY_SECONDS];
  return Math.min(...times.map((time, at) => (following[at] ?? 0) - time));
}

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
