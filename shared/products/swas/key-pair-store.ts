import { randomUUID } from 'node:crypto';
import { toMs, toText } from '../../cloud/fields.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { isNamed, type KeyPairStore } from '../key-pair-store.ts';
import { listKeyPairs, type SwasKeyPair } from './key-pairs.ts';

/**
 * Source: SWAS-OPEN 2020-06-01 ListKeyPairs (no wildcard is documented), ImportKeyPair and DeleteKeyPairs. Each change
 * carries a new client token, so that no old answer is taken for a new one.
 */
export function createKeyPairStore(call: RpcCall): KeyPairStore {
  return {
    list: async (regionId, name) => {
      const isMeant = isNamed(name);
      const found = await listKeyPairs(call, regionId, name.endsWith('*') ? undefined : name);
      return found.map(toSeen).filter(({ keyPairName }) => isMeant(keyPairName));
    },
    import: async (RegionId, KeyPairName, PublicKeyBody) => {
      await call('ImportKeyPair', { RegionId, KeyPairName, PublicKeyBody, ClientToken: randomUUID() });
    },
    delete: async (RegionId, KeyPairName) => {
      await call('DeleteKeyPairs', { RegionId, KeyPairNames: [KeyPairName], ClientToken: randomUUID() });
    },
  };
}

function toSeen({ KeyPairName, PublicKey, CreationTime }: SwasKeyPair) {
  const publicKey = toText(PublicKey?.trim());
  return { keyPairName: KeyPairName, keyPairId: null, publicKey, md5: null, createdMs: toMs(CreationTime) };
}
