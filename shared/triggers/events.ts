import { unpack } from '../cloud/fields.ts';
import { isMonitorEvent, readMonitorEvent } from './cloudmonitor.ts';
import { isCloudEvent, readCloudEvent } from './eventbridge.ts';
import { type Fields, isFields } from './fields.ts';
import { type Hint, ignore, NO_EVENT, type Reading } from './hint.ts';
import { isTick, readTick } from './timer.ts';
import { readTransformed } from './transformed.ts';

/** The hints in one delivery. */
export interface Events {
  readonly hints: readonly Hint[];
  /** Why the rest is no hint, each reason once. Not an error: an error would be delivered again. */
  readonly reasons: readonly string[];
}

/**
 * Reads what a trigger delivered: one event, a list of them, or JSON in a text. Never throws, whatever it is given.
 * @param payload the delivered bytes as text, or what they parse to
 * @param accountId the account of the function; events that name another are no hints
 */
export function readEvents(payload: unknown, accountId: string): Events {
  const delivered = unpack(payload);
  const readings = (Array.isArray(delivered) ? delivered : [delivered]).map((event) => readEvent(event, accountId));
  return {
    hints: readings.flatMap((reading) => ('hint' in reading ? [reading.hint] : [])),
    reasons: [...new Set(readings.flatMap((reading) => ('reason' in reading ? [reading.reason] : [])))],
  };
}

type Shape = readonly [is: (event: Fields) => boolean, read: (event: Fields, accountId: string) => Reading];

/** In this order: a tick has two fields of its own, an envelope says more than what is inside it. */
const shapes: readonly Shape[] = [
  [isTick, readTick],
  [isCloudEvent, readCloudEvent],
  [isMonitorEvent, readMonitorEvent],
  [() => true, readTransformed],
];

function readEvent(given: unknown, accountId: string): Reading {
  const event = unpack(given);
  if (!isFields(event)) return ignore(NO_EVENT);
  const read = shapes.find(([is]) => is(event))?.[1] ?? readTransformed;
  return read(event, accountId);
}
