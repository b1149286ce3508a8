import type { CloudError } from './cloud/errors.ts';
import type { Action } from './command.ts';
import type { KeyPair, Observed, Product, Row } from './products/product.ts';
import { NOT_STARTED, type Status } from './report.ts';

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

/**
 * Judges one row by `Success` and `Code` together, whatever their types; counts and messages contradict the rows in
 * the vendor's own samples. Null when the row is not clear or names a passing fault: read back.
 */
export function judgeRow(row: Row, requestId: string | null): Verdict | null {
  const [success, code, message] = [toText(row.success).toLowerCase(), toText(row.code), toText(row.message)];
  if (success === 'true' && code === '200') return verdict('succeeded', code, message, requestId);
  const isPassing = /Throttling|^ServiceUnavailable|^Internal/.test(code);
  const isRefusal = code !== '' && code !== '200' && !isPassing;
  return success === 'false' && isRefusal ? verdict('failed', code, message, requestId) : null;
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Whether the control plane shows what the action was to bring about. */
export function isApplied(action: Action, keyPair: KeyPair, { keyPairName }: Observed): boolean {
  return action === 'attach' ? keyPairName === keyPair.keyPairName : keyPairName !== keyPair.keyPairName;
}

/** Why an instance cannot take part, from what was seen of it; null when it can. */
export function disqualify(action: Action, product: Product, instance: Observed | undefined): Verdict | null {
  if (!instance) {
    return verdict('failed', 'InvalidInstanceId.NotFound', 'the product lists no such instance in this region');
  }
  if (action === 'attach' && instance.os === 'windows') {
    return verdict('failed', 'DependencyViolation.WindowsInstance', 'a Windows instance cannot use an SSH key pair');
  }
  if (!product.states.includes(instance.status)) {
    const allowed = product.states.join(' or ');
    return verdict(
      'failed',
      'IncorrectInstanceStatus',
      `the instance is ${instance.status}; ${action} needs ${allowed}`,
    );
  }
  return null;
}

/** Nothing to do, from what was seen; null when there is. */
export function alreadyDone(action: Action, keyPair: KeyPair, instance: Observed): Verdict | null {
  if (instance.keyPairName === undefined || !isApplied(action, keyPair, instance)) return null;
  if (action === 'attach') return verdict('skipped', 'AlreadyAttached', `${keyPair.keyPairName} is attached already`);
  const carried = instance.keyPairName ? `it carries ${instance.keyPairName}` : 'it carries none';
  return verdict('skipped', 'NotAttached', `${keyPair.keyPairName} is not attached; ${carried}`);
}

/** Read back after an answer that said nothing clear. */
export const seenApplied = verdict('succeeded', '200', 'seen by reading back');

/** A call refused or failed as a whole, said of each of its instances. */
export function refusedWhole(error: CloudError): Verdict {
  return verdict('failed', error.code, error.message, error.requestId);
}

/** Not tried for want of time. */
export function notStarted(error: CloudError): Verdict {
  return verdict('skipped', NOT_STARTED, `${error.message}; the same request again goes on`, error.requestId);
}

/** Tried, and neither an answer nor reading back could tell. */
export function undecided(message: string, requestId: string | null = null): Verdict {
  return verdict('unknown', 'Unknown', message, requestId);
}

/** What a dry run says of an instance that would be changed. */
export function wouldChange(action: Action, keyPair: KeyPair, { keyPairName }: Observed): Verdict {
  const name = keyPair.keyPairName;
  if (action === 'detach') {
    return verdict(
      'skipped',
      'WouldDetach',
      `would detach ${name}; password login is the default again after the next start`,
    );
  }
  const off = 'would switch password login off after the next start';
  return keyPairName
    ? verdict('skipped', 'WouldReplace', `would replace key pair ${keyPairName} with ${name}; ${off}`)
    : verdict('skipped', 'WouldAttach', `would attach ${name}; ${off}`);
}
