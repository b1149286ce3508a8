import { defineAction } from '../../../action/action.ts';
import { pageOf } from '../../../model/filters.ts';
import type { KeyPair } from '../../../model/key-pairs.ts';
import { toMinutes } from '../../../model/time.ts';
import { clientToken, region } from '../parameters.ts';

/**
 * Lists key pairs with their public keys and the instances that carry them, 50 at most. Clients send it as GET.
 * Source: SWAS-OPEN 2020-06-01 ListKeyPairs. Choices: names are compared as they stand; pages of 10, at most 100.
 */
export const listKeyPairs = defineAction({
  parameters: {
    RegionId: region,
    KeyPairName: { type: 'string' },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
    ClientToken: clientToken,
  },
  run: (cloud, { RegionId, KeyPairName, PageNumber, PageSize }) => {
    const all = cloud.keyPairs.list({ product: 'swas', regionId: RegionId });
    const found = all.filter(({ keyPairName }) => [undefined, keyPairName].includes(KeyPairName));
    const limit = cloud.settings.listKeyPairsInstanceIds === 'truncated' ? 50 : Number.POSITIVE_INFINITY;
    const shown = pageOf(found, PageNumber, PageSize).map((keyPair) => show(keyPair, limit));
    return { PageNumber, PageSize, TotalCount: found.length, KeyPairs: shown };
  },
});

function show({ keyPairName, publicKey, creationTime, instanceIds }: KeyPair, limit: number) {
  return {
    KeyPairName: keyPairName,
    PublicKey: publicKey.line,
    CreationTime: toMinutes(creationTime),
    InstanceIds: [...instanceIds].slice(0, limit),
  };
}
