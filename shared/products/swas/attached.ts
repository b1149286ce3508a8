import type { RpcCall } from '../../cloud/rpc.ts';
import { listKeyPairs } from './key-pairs.ts';

/** ListKeyPairs names at most this many instances of a key pair; a list this long may be cut off. */
const LISTED_INSTANCES = 50;

/** Which key pair an instance carries; null is none, undefined when the lists do not tell. */
export type Attached = (instanceId: string) => string | null | undefined;

/** Source: SWAS-OPEN 2020-06-01 ListKeyPairs. */
export async function listAttached(call: RpcCall, regionId: string | null): Promise<Attached> {
  const keyPairs = await listKeyPairs(call, regionId);
  const isWhole = keyPairs.every(({ InstanceIds = [] }) => InstanceIds.length < LISTED_INSTANCES);
  const entries = keyPairs.flatMap(({ KeyPairName, InstanceIds = [] }) =>
    InstanceIds.map((id) => [id, KeyPairName] as const),
  );
  const byInstance = new Map(entries);
  return (instanceId) => byInstance.get(instanceId) ?? (isWhole ? null : undefined);
}

/**
 * Asks one instance: one call each, so only where certainty is asked for.
 * Source: SWAS-OPEN 2020-06-01 DescribeInstanceKeyPair; what it answers when nothing is attached is not documented.
 */
export async function readAttached(call: RpcCall, regionId: string | null, instanceId: string): Promise<string | null> {
  const parameters = { RegionId: regionId, InstanceId: instanceId };
  const body = await call<{ KeyPairName?: string }>('DescribeInstanceKeyPair', parameters);
  return body.KeyPairName || null;
}
