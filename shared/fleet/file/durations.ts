import * as v from 'valibot';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const PATTERN = /^([1-9]\d{0,5})([smhd])$/;
const RULE = 'a duration of days, hours, minutes or seconds, e.g. "30d", "24h", "15m" or "90s"';

/** A duration such as `30d`, read as milliseconds. */
export const duration = v.pipe(v.string(RULE), v.regex(PATTERN, RULE), v.transform(toMs));

function toMs(text: string): number {
  const [, count, unit = ''] = PATTERN.exec(text) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
