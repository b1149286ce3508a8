import { type Fields, textOf } from './fields.ts';
import { originOf, type Reading } from './hint.ts';

/** Whether this is a tick of a timer. Source: Function Compute 3.0, "Time triggers", event format. */
export function isTick(event: Fields): boolean {
  return textOf(event, 'triggertime') !== null && textOf(event, 'triggername') !== null;
}

/** A tick is reason to look at the whole fleet, whatever its payload says. */
export function readTick(event: Fields): Reading {
  const origin = originOf(textOf(event, 'triggertime'), textOf(event, 'triggername'), 'timer');
  return { hint: { kind: 'reconcile', event: origin } };
}
