import type { CloudError } from './cloud/errors.ts';

export type Status = 'succeeded' | 'failed' | 'skipped' | 'unknown';

/** What is to be said of one instance, before it becomes an outcome. */
export interface Verdict {
  readonly status: Status;
  readonly code: string;
  readonly message: string;
  readonly cloudRequestId: string | null;
}

const verdict = (status: Status, code: string, message: string, cloudRequestId: string | null = null): Verdict => ({
  status,
  code,
  message,
  cloudRequestId,
});

export const succeeded = (message: string, requestId: string | null = null) =>
  verdict('succeeded', '200', message, requestId);
export const failed = (code: string, message: string, requestId: string | null = null) =>
  verdict('failed', code, message, requestId);
export const skipped = (code: string, message: string) => verdict('skipped', code, message);
export const unknown = (code: string, message: string, requestId: string | null = null) =>
  verdict('unknown', code, message, requestId);

/**
 * Codes of instances that were left: not tried at all, changed but not restarted, still away when time ran out, or not
 * restarted because too many restarts before failed.
 */
export const LEFT = {
  notStarted: 'NotStarted',
  notRestarted: 'RestartNotStarted',
  underWay: 'RestartUnderWay',
  halted: 'RestartHalted',
} as const;

/** A call refused or failed as a whole, said of each of its instances. */
export const refusedWhole = ({ code, message, requestId }: CloudError) => failed(code, message, requestId);

/** Not tried for want of time. */
export function notStarted({ message, requestId }: CloudError): Verdict {
  return verdict('skipped', LEFT.notStarted, `${message}; the same request again goes on`, requestId);
}

/** What a failed call, or one for which no time was left, says of each of its instances. */
export const callFailed = (error: CloudError) => (error.fate === 'deadline' ? notStarted(error) : refusedWhole(error));

/** Tried, and neither an answer nor reading back could tell. */
export const undecided = (message: string, requestId: string | null = null) => unknown('Unknown', message, requestId);
