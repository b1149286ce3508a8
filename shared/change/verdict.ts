import { isPassing } from '../cloud/errors.ts';
import type { KeyPair, Observed, Product, Row } from '../products/product.ts';
import { failed, skipped, succeeded, type Verdict } from '../verdict.ts';
import type { Action } from './command.ts';

export * from '../verdict.ts';

/**
 * Judges one row by `Success` and `Code` together, whatever their types; counts and messages contradict the rows in
 * the vendor's own samples. Null when the row is not clear or names a passing fault: read back.
 */
export function judgeRow(row: Row, requestId: string | null): Verdict | null {
  const [success, code, message] = [toText(row.success).toLowerCase(), toText(row.code), toText(row.message)];
  if (success === 'true' && code === '200') return succeeded(message, requestId);
  const isRefusal = code !== '' && code !== '200' && !isPassing(code);
  return success === 'false' && isRefusal ? failed(code, message, requestId) : null;
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Whether the control plane shows what the action was to bring about. */
export function isApplied(action: Action, keyPair: KeyPair, { keyPairName }: Observed): boolean {
  return action === 'attach' ? keyPairName === keyPair.keyPairName : keyPairName !== keyPair.keyPairName;
}

export const notFound = failed('InvalidInstanceId.NotFound', 'the product lists no such instance in this region');

/** Why an instance cannot be attached to or detached from as it is; null when it can. */
export function disqualify(action: Action, product: Product, instance: Observed | undefined): Verdict | null {
  if (!instance) return notFound;
  if (action === 'attach' && instance.os === 'windows') return windows;
  if (product.states.includes(instance.status)) return null;
  const allowed = product.states.join(' or ');
  const hint = product.states.includes('Running') ? '' : '; takeEffect "restart" stops and starts it';
  const message = `the instance is ${instance.status}; ${action} needs ${allowed}${hint}`;
  return failed('IncorrectInstanceStatus', message);
}

export const windows = failed('DependencyViolation.WindowsInstance', 'a Windows instance cannot use an SSH key pair');

/** Nothing to do in the control plane, from what was seen; null when there is. */
export function alreadyDone(action: Action, keyPair: KeyPair, instance: Observed): Verdict | null {
  if (instance.keyPairName === undefined || !isApplied(action, keyPair, instance)) return null;
  if (action === 'attach') return skipped('AlreadyAttached', `${keyPair.keyPairName} is attached already`);
  const carried = instance.keyPairName ? `it carries ${instance.keyPairName}` : 'it carries none';
  return skipped('NotAttached', `${keyPair.keyPairName} is not attached; ${carried}`);
}

/** It carries another key pair, which the request says to leave. */
export const foreign = ({ keyPairName }: Observed) =>
  skipped('ForeignKeyPair', `it carries ${keyPairName}, which ifAttached "skip" leaves in place`);

/** Read back after an answer that said nothing clear. */
export const seenApplied = succeeded('seen by reading back');
