import * as v from 'valibot';
import { toProblem } from '../../change/request/problems.ts';
import { InvalidParameterError } from '../../errors.ts';
import type { Fleet, ManagedKeyPair } from '../../fleet/fleet.ts';
import { type Events, readEvents } from '../../triggers/events.ts';
import { isFields } from '../../triggers/fields.ts';
import { NO_EVENT } from '../../triggers/hint.ts';
import { isTick } from '../../triggers/timer.ts';

/** A checked request to the rotation function. */
export interface RotationCommand {
  /**
   * `tick` is what a timer brings: what is due, for every key pair. `event` is what EventBridge brings: a look at the
   * instances that it names, and a tick of the key pairs of which one is behind.
   */
  readonly action: 'tick' | 'event' | 'status' | 'now' | 'rollback' | 'record';
  /** Those of the fleet that are meant; each has a rotation. */
  readonly keyPairs: readonly ManagedKeyPair[];
  /** For rollback, revoke and record: the generation that is meant; undefined for the obvious one. */
  readonly generation: string | undefined;
  /** With `now`: the generation leaked. */
  readonly revoke: boolean;
  readonly dryRun: boolean;
  /** Of a follow-up: since when an instance was last seen away, epoch milliseconds; else null. */
  readonly awaySinceMs: number | null;
  /** Of an `event`: what it came to. */
  readonly events?: Events;
}

const text = (what: string) => v.pipe(v.string(what), v.nonEmpty(what));

const TIME = 'a time as a follow-up has it, e.g. "2026-11-21T18:30:00.000Z"';

/** What is wrong with an object as such, by what it was expected to have. */
const SHAPES: Readonly<Record<string, string>> = { never: 'no such field', Object: 'a JSON object' };

const request = v.strictObject(
  {
    action: v.picklist(['tick', 'status', 'now', 'rollback', 'record'], 'status, now, rollback, record or tick'),
    keyPair: v.exactOptional(text('the name of a key pair in fleet.yaml')),
    generation: v.exactOptional(text('the name of a generation, e.g. "ops-20261121T183000Z"')),
    revoke: v.exactOptional(v.boolean('true or false'), false),
    dryRun: v.exactOptional(v.boolean('true or false'), false),
    awaySince: v.exactOptional(v.pipe(v.string(TIME), v.isoTimestamp(TIME))),
  },
  ({ expected }) => SHAPES[expected] ?? 'this field, which is required',
);

/**
 * Reads a request, the event of a timer, or one of EventBridge.
 * @param from the function's own account, without which no event that names one is for us; null: no events come here
 * @throws InvalidParameterError with every problem found
 */
export function readRotation(
  payload: unknown,
  fleet: Fleet,
  from: { readonly accountId: string | null } | null = { accountId: null },
): RotationCommand {
  const rotated = fleet.keyPairs.filter(({ rotation }) => rotation !== null);
  const whole = { keyPairs: rotated, generation: undefined, revoke: false, dryRun: false, awaySinceMs: null };
  if (from && isTimer(payload)) return { action: 'tick', ...whole };
  const events = from === null || isRequest(payload) ? null : readEvents(payload, from.accountId ?? '');
  if (events && isKnown(events)) return { action: isReconcile(events) ? 'tick' : 'event', ...whole, events };
  const { success, output, issues } = v.safeParse(request, payload);
  if (!success) throw new InvalidParameterError(issues.map(toProblem));
  const { action, keyPair, generation, revoke, dryRun, awaySince } = output;
  if (revoke && action !== 'now') throw problem('revoke', 'action "now" beside it');
  if (awaySince !== undefined && action !== 'tick') throw problem('awaySince', 'action "tick" beside it');
  const awaySinceMs = awaySince === undefined ? null : Date.parse(awaySince);
  return { action, keyPairs: choose(rotated, action, keyPair), generation, revoke, dryRun, awaySinceMs };
}

function isTimer(payload: unknown): boolean {
  return isFields(payload) && isTick(payload);
}

/** Every request says what to do, and no event has a field of that name. */
const isRequest = (payload: unknown) => isFields(payload) && 'action' in payload;

const isKnown = ({ hints, reasons }: Events) => hints.length > 0 || reasons.some((reason) => reason !== NO_EVENT);

const isReconcile = ({ hints }: Events) => hints.some(({ kind }) => kind === 'reconcile');

function choose(rotated: readonly ManagedKeyPair[], action: string, name: string | undefined) {
  if (name === undefined && (action === 'status' || action === 'tick')) return rotated;
  const found = rotated.filter((one) => one.name === name);
  if (found.length > 0) return found;
  const names = rotated.map((one) => one.name).join(', ') || 'none is';
  throw problem('keyPair', `a key pair that fleet.yaml rotates (${names})`);
}

const problem = (path: string, expected: string) => new InvalidParameterError([{ path, expected }]);
