import type { DeleteKeyPairsRequest } from '@alicloud/ecs20140526/dist/models/DeleteKeyPairsRequest.js';
import type { DescribeKeyPairsRequest } from '@alicloud/ecs20140526/dist/models/DescribeKeyPairsRequest.js';
import type { ImportKeyPairRequest } from '@alicloud/ecs20140526/dist/models/ImportKeyPairRequest.js';
import { toMs, toText } from '../../cloud/fields.ts';
import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { isNamed, type KeyPairStore, toMd5 } from '../key-pair-store.ts';
import { toWire } from './wire.ts';

const PAGE_SIZE = 50;

interface KeyPairsBody {
  TotalCount?: number;
  KeyPairs?: {
    KeyPair?: Array<{ KeyPairName: string; PublicKey?: string; KeyPairFingerPrint?: string; CreationTime?: string }>;
  };
}

/** Source: Ecs 2014-05-26 DescribeKeyPairs (names with wildcards), ImportKeyPair and DeleteKeyPairs. */
export function createKeyPairStore(call: RpcCall): KeyPairStore {
  return {
    list: async (regionId, name) => {
      const read = async (pageNumber: number) => {
        const page = { regionId: regionId ?? '', keyPairName: name, pageNumber, pageSize: PAGE_SIZE };
        const request = toWire<DescribeKeyPairsRequest>({ ...page, includePublicKey: true });
        const body = await call<KeyPairsBody>('DescribeKeyPairs', request);
        return { items: body.KeyPairs?.KeyPair ?? [], total: toTotal(body.TotalCount) };
      };
      const isMeant = isNamed(name);
      return (await allPages(PAGE_SIZE, read)).map(toSeen).filter(({ keyPairName }) => isMeant(keyPairName));
    },
    import: async (regionId, keyPairName, publicKeyBody) => {
      const request = { regionId: regionId ?? '', keyPairName, publicKeyBody };
      await call('ImportKeyPair', toWire<ImportKeyPairRequest>(request));
    },
    delete: async (regionId, keyPairName) => {
      const request = { regionId: regionId ?? '', keyPairNames: JSON.stringify([keyPairName]) };
      await call('DeleteKeyPairs', toWire<DeleteKeyPairsRequest>(request));
    },
  };
}

const toTotal = (total: unknown) => (total === undefined ? undefined : Number(total));

function toSeen(row: NonNullable<NonNullable<KeyPairsBody['KeyPairs']>['KeyPair']>[number]) {
  return {
    keyPairName: row.KeyPairName,
    keyPairId: null,
    publicKey: toText(row.PublicKey?.trim()),
    md5: toMd5(row.KeyPairFingerPrint),
    createdMs: toMs(row.CreationTime),
  };
}
