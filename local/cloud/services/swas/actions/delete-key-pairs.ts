import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { clientToken, region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';

/**
 * Deletes up to 50 key pairs that no instance carries, or none of them. Source: SWAS-OPEN 2020-06-01 DeleteKeyPairs.
 * Choice: a name that does not exist is no error, as on ECS.
 */
export const deleteKeyPairs = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    KeyPairNames: { type: 'repeat-list', required: true, maxItems: 50, invalid: swasRefusals.keyPairNamesNotSupported },
    ClientToken: clientToken,
  },
  run: (cloud, { RegionId, KeyPairNames }) => {
    const scope = { product: 'swas', regionId: RegionId } as const;
    const keyPairs = KeyPairNames.map((name) => cloud.keyPairs.find(scope, name)).filter(
      (found) => found !== undefined,
    );
    if (keyPairs.some(({ instanceIds }) => instanceIds.size > 0)) throw new CloudError(swasRefusals.keyPairAttached);
    for (const keyPair of keyPairs) cloud.keyPairs.remove(keyPair);
    return {};
  },
});
