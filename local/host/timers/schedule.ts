import { Cron } from 'croner';
import { type Expression, readExpression } from './expression.ts';

/** When a timer is due next after a moment, both epoch milliseconds; null when it never is. */
export type Schedule = (afterMs: number) => number | null;

/** Reads a timer's `cronExpression`; null when it is not one. `@every` counts from the start of the host on. */
export function readSchedule(text: string): Schedule | null {
  const expression = readExpression(text);
  return expression && toSchedule(expression);
}

function toSchedule(expression: Expression): Schedule {
  if ('everySeconds' in expression) return (afterMs) => afterMs + expression.everySeconds * 1000;
  const { zone: timezone, cron } = expression;
  const next = new Cron(cron, { timezone, paused: true });
  return (afterMs) => next.nextRun(new Date(afterMs))?.getTime() ?? null;
}
