import type { AttachKeyPairRequest } from '@alicloud/ecs20140526/dist/models/AttachKeyPairRequest.js';
import type { DescribeKeyPairsRequest } from '@alicloud/ecs20140526/dist/models/DescribeKeyPairsRequest.js';
import type { DetachKeyPairRequest } from '@alicloud/ecs20140526/dist/models/DetachKeyPairRequest.js';
import type { RpcCall } from '../../cloud/rpc.ts';
import type { Batch, Driver } from '../driver.ts';
import type { KeyPair } from '../key-pair.ts';
import { toAnswer } from '../rows.ts';
import { toWire } from './wire.ts';

interface KeyPairsBody {
  KeyPairs?: { KeyPair?: Array<{ KeyPairName: string; PublicKey?: string }> };
}

/** Source: Ecs 2014-05-26 AttachKeyPair, DetachKeyPair and DescribeKeyPairs. The name is all that calls need. */
export function createKeyPairs(call: RpcCall): Pick<Driver, 'resolve' | 'publicKeyOf' | 'attach' | 'detach'> {
  return {
    resolve: async (keyPair) => keyPair,
    publicKeyOf: (keyPair) => readPublicKey(call, keyPair),
    attach: async (batch) => toAnswer(await call('AttachKeyPair', toWire<AttachKeyPairRequest>(toRequest(batch)))),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', toWire<DetachKeyPairRequest>(toRequest(batch)))),
  };
}

function toRequest({ keyPair, instanceIds }: Batch) {
  return {
    regionId: keyPair.regionId ?? '',
    keyPairName: keyPair.keyPairName ?? '',
    instanceIds: JSON.stringify(instanceIds),
  };
}

/** A name without an asterisk finds that one key pair, and names have none. */
async function readPublicKey(call: RpcCall, { regionId, keyPairName }: KeyPair): Promise<string | null> {
  const request = { regionId: regionId ?? '', keyPairName: keyPairName ?? '', includePublicKey: true };
  const body = await call<KeyPairsBody>('DescribeKeyPairs', toWire<DescribeKeyPairsRequest>(request));
  const found = (body.KeyPairs?.KeyPair ?? []).find((one) => one.KeyPairName === keyPairName);
  return found?.PublicKey?.trim() || null;
}
