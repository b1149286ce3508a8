import { readExpression } from '@keyfleet/local-cloud/spec';

/** When a timer fires, as far as it matters here. */
export interface Schedule {
  /** The shortest time between two ticks, in seconds. */
  readonly intervalSeconds: number;
}

const DAY_SECONDS = 86_400;

/**
 * Reads a timer's `cronExpression`; null when it is not one. Days are taken as if all were meant, so the interval is
 * never too long.
 */
export function readSchedule(text: string): Schedule | null {
  const expression = readExpression(text);
  if (!expression) return null;
  if ('everySeconds' in expression) return { intervalSeconds: expression.everySeconds };
  const [seconds = [], minutes = [], hours = []] = expression.fields;
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)),
  );
  return { intervalSeconds: shortestGap(times) };
}

function shortestGap(times: readonly number[]): number {
  const [first = 0] = times;
  const following = [...times.slice(1), first + DAY_SECONDS];
  return Math.min(...times.map((time, at) => (following[at] ?? 0) - time));
}
