import { defineAction } from '../../../action/action.ts';
import { pageOf } from '../../../model/filters.ts';
import type { KeyPair } from '../../../model/key-pairs.ts';
import { toSeconds } from '../../../model/time.ts';
import { ensScope } from '../key-pair-rules.ts';
import { keyPairSelector } from '../parameters.ts';

/**
 * Lists key pairs with their ids: the only way from a name to an id. Source: ENS 2017-11-10 DescribeKeyPairs.
 * Choices: names are compared as they stand (no wildcard is documented); a page has at most 100 entries.
 */
export const describeKeyPairs = defineAction({
  parameters: {
    ...keyPairSelector,
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  run: (cloud, { KeyPairId, KeyPairName, PageNumber, PageSize }) => {
    const found = cloud.keyPairs
      .list(ensScope)
      .filter(({ keyPairId }) => [undefined, keyPairId].includes(KeyPairId))
      .filter(({ keyPairName }) => [undefined, keyPairName].includes(KeyPairName));
    const shown = pageOf(found, PageNumber, PageSize).map(show);
    return { PageNumber, PageSize, TotalCount: found.length, KeyPairs: { KeyPair: shown } };
  },
});

function show({ keyPairId, keyPairName, publicKey, creationTime }: KeyPair) {
  return {
    KeyPairId: keyPairId,
    KeyPairName: keyPairName,
    KeyPairFingerPrint: publicKey.md5,
    CreationTime: toSeconds(creationTime),
  };
}
