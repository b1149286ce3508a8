/** A timer's `cronExpression`: a fixed distance, or six fields in a time zone. */
export type Expression =
  | { readonly everySeconds: number }
  | {
      readonly zone: string;
      /** The six fields, each `*` or a list of values. */
      readonly cron: string;
      /** The values that each field stands for, in order: second, minute, hour, day, month, weekday. */
      readonly fields: readonly (readonly number[])[];
    };

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
 * Reads a `cronExpression`; null when it is not one. Source: Function Compute 3.0 "Time triggers": six fields with
 * seconds first, UTC unless `CRON_TZ=<zone>` stands before them, or `@every` with at least a minute.
 */
export function readExpression(text: string): Expression | null {
  if (text.startsWith('@every')) return readEvery(text);
  const [, zone = 'UTC', written = ''] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? [];
  const parts = written.split(/\s+/);
  const fields = FIELDS.map((field, at) => expand(parts[at] ?? '', field)).filter((values) => values !== null);
  if (parts.length !== FIELDS.length || fields.length !== FIELDS.length || !isZone(zone)) return null;
  const plain = parts.map((part, at) => (/^[*?]$/.test(part) ? '*' : fields[at]?.join(',')));
  return { zone, cron: plain.join(' '), fields };
}

function readEvery(text: string): Expression | null {
  const [, hours, minutes, seconds] = /^@every (?!$)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  const everySeconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return everySeconds >= 60 ? { everySeconds } : null;
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
  const [whole, all, first = '', last, step] = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part) ?? [];
  const toValue = (text: string) => {
    const at = names.indexOf(text.toUpperCase());
    return /^\d+$/.test(text) ? Number(text) : at < 0 ? Number.NaN : from + at;
  };
  const start = all ? from : toValue(first);
  const end = last === undefined ? (all || step ? to : start) : toValue(last);
  const isRange = start >= from && start <= end && end <= to;
  return whole !== undefined && isRange && step !== '0' ? { first: start, last: end, step: Number(step ?? 1) } : null;
}

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
