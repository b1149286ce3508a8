import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import type { Batch, Driver } from '../driver.ts';
import type { KeyPair } from '../key-pair.ts';
import { toAnswer } from '../rows.ts';

const PAGE_SIZE = 50;

interface KeyPairsBody {
  TotalCount?: number;
  KeyPairs?: { KeyPair?: Array<{ KeyPairId: string; KeyPairName: string }> };
}

/** Source: Ens 2017-11-10 AttachKeyPair, DetachKeyPair and DescribeKeyPairs, which shows fingerprints only. */
export function createKeyPairs(call: RpcCall): Pick<Driver, 'resolve' | 'publicKeyOf' | 'attach' | 'detach'> {
  return {
    resolve: (keyPair) => resolve(call, keyPair),
    publicKeyOf: async () => null,
    attach: async (batch) => toAnswer(await call('AttachKeyPair', toParameters(batch))),
    detach: async (batch) => toAnswer(await call('DetachKeyPair', toParameters(batch))),
  };
}

/** The page parameters of DescribeKeyPairs are strings. */
async function resolve(call: RpcCall, wanted: KeyPair): Promise<KeyPair | null> {
  const found = await allPages(PAGE_SIZE, async (pageNumber) => {
    const body = await call<KeyPairsBody>('DescribeKeyPairs', {
      KeyPairId: wanted.keyPairId ?? undefined,
      KeyPairName: wanted.keyPairName ?? undefined,
      PageNumber: String(pageNumber),
      PageSize: String(PAGE_SIZE),
    });
    return { items: body.KeyPairs?.KeyPair ?? [], total: body.TotalCount };
  });
  const exact = found.find((one) => one.KeyPairId === wanted.keyPairId || one.KeyPairName === wanted.keyPairName);
  return exact ? { ...wanted, keyPairId: exact.KeyPairId, keyPairName: exact.KeyPairName } : null;
}

function toParameters({ keyPair, instanceIds }: Batch) {
  return { KeyPairId: keyPair.keyPairId, InstanceIds: JSON.stringify(instanceIds) };
}
