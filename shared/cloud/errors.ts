import { KeyfleetError } from '../errors.ts';

/**
 * What a failed call says about the change it asked for.
 * - `throttled`: refused by flow control, nothing was applied; the same call may be sent later.
 * - `refused`: the cloud looked at the call and said no; nothing was applied.
 * - `unavailable`: the cloud answered with a failure of its own; the change may have been applied.
 * - `lost`: no readable answer came back; the change may have been applied.
 * - `unreachable`: no connection was made, nothing was applied.
 * - `deadline`: not sent, because the invocation has no time left for it.
 */
export type Fate = 'throttled' | 'refused' | 'unavailable' | 'lost' | 'unreachable' | 'deadline';

/** A call to the cloud that did not succeed. `code` is the cloud's own where it gave one. */
export class CloudError extends KeyfleetError {
  readonly code: string;
  readonly fate: Fate;
  readonly requestId: string | null;
  /** How long the cloud asks to wait, in milliseconds (`x-acs-retry-after`). */
  readonly retryAfterMs: number | null;
  constructor(facts: {
    fate: Fate;
    code: string;
    message: string;
    requestId?: string | null;
    retryAfterMs?: number | null;
  }) {
    super(facts.message);
    this.code = facts.code;
    this.fate = facts.fate;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/** For `catch`: answers a CloudError, and lets every other error travel on. */
export function onCloudError<Answer>(answer: (error: CloudError) => Answer): (error: unknown) => Answer {
  return (error) => {
    if (error instanceof CloudError) return answer(error);
    throw error;
  };
}

const PASSING = /Throttling|^ServiceUnavailable|^Internal|^CloudUnreachable$|^NoAnswer$|^HTTP5\d\d$/;

/** Whether a code, of a call or of one instance in its answer, names a fault that passes: it says nothing lasting. */
export const isPassing = (code: string): boolean => PASSING.test(code);

/** Fields that `@alicloud/openapi-core` 1.0.8 puts on what it throws; absent ones are the text "undefined". */
interface Thrown {
  name?: string;
  code?: string;
  statusCode?: number;
  requestId?: string;
  retryAfter?: number;
  data?: { Message?: unknown };
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const TEMPORARY = /^(ServiceUnavailable|InternalError|InternalFailure)/;

/**
 * Reads what the SDK core threw. The original is dropped on purpose: the message and the stack of its network
 * errors quote the URL with every query value.
 */
export function toCloudError(action: string, thrown: unknown): CloudError {
  if (thrown instanceof CloudError) return thrown;
  const error = (thrown ?? {}) as Thrown;
  return typeof error.statusCode === 'number' ? fromAnswer(action, error) : fromTransport(action, error);
}

function fromAnswer(action: string, error: Thrown): CloudError {
  const code = known(error.code) ?? `HTTP${error.statusCode}`;
  const message = typeof error.data?.Message === 'string' ? error.data.Message : `${action} was refused with ${code}`;
  const retryAfterMs = typeof error.retryAfter === 'number' && error.retryAfter > 0 ? error.retryAfter : null;
  return new CloudError({
    fate: fateOf(code, error.statusCode ?? 0),
    code,
    message,
    requestId: known(error.requestId) ?? null,
    retryAfterMs,
  });
}

/** Throttling arrives with any status, so the code decides before the status does. */
function fateOf(code: string, statusCode: number): Fate {
  if (code.includes('Throttling')) return 'throttled';
  return TEMPORARY.test(code) || statusCode >= 500 ? 'unavailable' : 'refused';
}

function fromTransport(action: string, error: Thrown): CloudError {
  const reason = known(error.code) ?? known(error.name) ?? 'no readable answer';
  if (NEVER_CONNECTED.has(reason)) {
    const message = `${action} could not reach the cloud (${reason})`;
    return new CloudError({ fate: 'unreachable', code: 'CloudUnreachable', message });
  }
  const message = `${action} was sent, but no readable answer came back (${reason})`;
  return new CloudError({ fate: 'lost', code: 'NoAnswer', message });
}

function known(text: string | undefined): string | undefined {
  return typeof text === 'string' && text !== '' && text !== 'undefined' ? text : undefined;
}
