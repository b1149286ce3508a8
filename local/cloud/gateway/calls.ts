import type { FaultName } from '../disturbances/faults/rule.ts';
import type { ServiceName } from '../model/product-names.ts';

/** One call that reached the cloud, refused ones included. */
export interface CallRecord {
  /** ISO 8601, UTC, with milliseconds. */
  time: string;
  /** Null when the version sent is no product's. */
  product: ServiceName | null;
  /** As sent, whether it exists or not. */
  action: string | null;
  /** HTTP status of the answer; 0 when there was none and nothing was done. */
  status: number;
  /** Null on success. */
  code: string | null;
  /** Name of the principal that signed; null when the signature was refused. */
  principal: string | null;
  requestId: string;
  /** Only there when RAM did not allow it and the product says what: the action that was asked for, such as `kms:Decrypt`. */
  denied?: string;
  /** Only there when a fault befell the call: status and code are of what was done, whatever became of the answer. */
  fault?: FaultName;
  /** Query and form parameters without secrets. */
  parameters: Record<string, string>;
}

/** The log of calls, oldest first; of many, the last. */
export interface Calls {
  list(): CallRecord[];
  clear(): void;
  add(record: CallRecord): void;
}

const secret = /^(SecretData|.*Password|PrivateKey.*|Signature|SecurityToken)$/i;

/** @param kept how many records are remembered */
export function createCalls(kept: () => number): Calls {
  let records: CallRecord[] = [];
  return {
    list: () => records.slice(-kept() || records.length),
    clear: () => {
      records = [];
    },
    add: (record) => {
      records.push(record);
      // Now and then, so that each call costs the same.
      if (records.length > 2 * kept()) records = records.slice(-kept());
    },
  };
}

/** Leaves out what must not be written anywhere: secret data, passwords, private keys, signatures and tokens. */
export function withoutSecrets(parameters: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => !secret.test(name)));
}
