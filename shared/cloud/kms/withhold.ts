import { CloudError } from '../errors.ts';

/** Codes of KMS, of the gateway before it and of ours begin like this; anything else may quote what was sent. */
const CODE =
  /^(CloudUnreachable|Forbidden|HTTP\d|Idempotent|Incomplete|Internal|Invalid|Missing|No|Rejected|Service|Signature|Throttling|Unsupported)[A-Za-z\d.]{0,50}$/;

/**
 * Runs a KMS call and replaces whatever it throws: an answer may quote what it refuses, and a
 * transport error what was sent. Only code, fate and request id go on, with a message of our own and a stack that
 * begins here.
 */
export async function withholding<T>(action: string, secretName: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw replace(action, secretName, error);
  }
}

function replace(action: string, secretName: string, error: unknown): CloudError {
  if (!(error instanceof CloudError)) {
    const message = `${action} of secret ${secretName}: the answer could not be read`;
    return new CloudError({ fate: 'lost', code: 'NoAnswer', message });
  }
  const { fate, requestId, retryAfterMs } = error;
  const code = CODE.test(error.code) ? error.code : 'UnknownCode';
  const message = `${action} of secret ${secretName}: ${SAYS[fate]} (${code})`;
  return new CloudError({ fate, code, message, requestId: clean(requestId), retryAfterMs });
}

const SAYS: Readonly<Record<CloudError['fate'], string>> = {
  throttled: 'refused by flow control',
  refused: 'refused',
  unavailable: 'KMS failed',
  lost: 'no readable answer came back',
  unreachable: 'KMS could not be reached',
  deadline: 'no time was left for it',
};

function clean(requestId: string | null): string | null {
  return requestId !== null && /^[\w-]{1,64}$/.test(requestId) ? requestId : null;
}
