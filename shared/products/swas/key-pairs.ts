import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import type { Batch, Driver } from '../driver.ts';
import type { KeyPair } from '../key-pair.ts';
import { toAnswer } from '../rows.ts';

const PAGE_SIZE = 50;

/** A key pair, its public half and the first 50 of the instances that carry it. */
export interface SwasKeyPair {
  KeyPairName: string;
  PublicKey?: string;
  InstanceIds?: string[];
  CreationTime?: string;
}

interface KeyPairsBody {
  TotalCount?: number;
  KeyPairs?: SwasKeyPair[];
}

/** Source: SWAS-OPEN 2020-06-01 AttachKeyPair, DetachKeyPair and ListKeyPairs. The name is all that calls need. */
export function createKeyPairs(call: RpcCall): Pick<Driver, 'resolve' | 'publicKeyOf' | 'attach' | 'detach'> {
  return {
    resolve: async (keyPair) => keyPair,
    publicKeyOf: (keyPair) => readPublicKey(call, keyPair),
    attach: async (batch) => toAnswer(await call('AttachKeyPair', toParameters(batch))),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', toParameters(batch))),
  };
}

/** All key pairs of a region, or those that a name finds. */
export function listKeyPairs(call: RpcCall, regionId: string | null, keyPairName?: string): Promise<SwasKeyPair[]> {
  return allPages(PAGE_SIZE, async (pageNumber) => {
    const page = { RegionId: regionId, KeyPairName: keyPairName, PageNumber: pageNumber, PageSize: PAGE_SIZE };
    const body = await call<KeyPairsBody>('ListKeyPairs', page, 'GET');
    return { items: body.KeyPairs ?? [], total: body.TotalCount };
  });
}

async function readPublicKey(call: RpcCall, { regionId, keyPairName }: KeyPair): Promise<string | null> {
  const found = await listKeyPairs(call, regionId, keyPairName ?? '');
  return found.find((one) => one.KeyPairName === keyPairName)?.PublicKey?.trim() || null;
}

function toParameters({ keyPair, instanceIds, clientToken }: Batch) {
  return {
    RegionId: keyPair.regionId,
    KeyPairName: keyPair.keyPairName,
    InstanceIds: instanceIds,
    ClientToken: clientToken,
  };
}
