import { toMs } from '../../cloud/fields.ts';
import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { isNamed, type KeyPairStore, toMd5 } from '../key-pair-store.ts';

const PAGE_SIZE = 50;

interface KeyPairsBody {
  TotalCount?: number;
  KeyPairs?: {
    KeyPair?: Array<{ KeyPairId: string; KeyPairName: string; KeyPairFingerPrint?: string; CreationTime?: string }>;
  };
}

/**
 * Source: Ens 2017-11-10 DescribeKeyPairs (page parameters are strings, no wildcard is documented, no public keys),
 * ImportKeyPair and DeleteKeyPairs, which takes one key pair for all its plural name.
 */
export function createKeyPairStore(call: RpcCall): KeyPairStore {
  return {
    list: async (_regionId, name) => {
      const exact = name.endsWith('*') ? undefined : name;
      const read = async (pageNumber: number) => {
        const page = { KeyPairName: exact, PageNumber: String(pageNumber), PageSize: String(PAGE_SIZE) };
        const body = await call<KeyPairsBody>('DescribeKeyPairs', page);
        return { items: body.KeyPairs?.KeyPair ?? [], total: toTotal(body.TotalCount) };
      };
      const isMeant = isNamed(name);
      return (await allPages(PAGE_SIZE, read)).map(toSeen).filter(({ keyPairName }) => isMeant(keyPairName));
    },
    import: async (_regionId, KeyPairName, PublicKeyBody) => {
      await call('ImportKeyPair', { KeyPairName, PublicKeyBody });
    },
    delete: async (_regionId, KeyPairName) => {
      await call('DeleteKeyPairs', { KeyPairName });
    },
  };
}

const toTotal = (total: unknown) => (total === undefined ? undefined : Number(total));

function toSeen(row: NonNullable<NonNullable<KeyPairsBody['KeyPairs']>['KeyPair']>[number]) {
  return {
    keyPairName: row.KeyPairName,
    keyPairId: row.KeyPairId,
    publicKey: null,
    md5: toMd5(row.KeyPairFingerPrint),
    createdMs: toMs(row.CreationTime),
  };
}
