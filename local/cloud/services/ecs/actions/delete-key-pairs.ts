import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { region } from '../parameters.ts';
import { ecsRefusals } from '../refusals.ts';
import { keyPairs } from '../resources.ts';

/**
 * Deletes up to 100 key pairs that no instance carries, or none of them. Source: ECS 2014-05-26 DeleteKeyPairs.
 * Choice: a name that does not exist is no error; the documents do not say.
 */
export const deleteKeyPairs = defineAction({
  parameters: {
    RegionId: region,
    KeyPairNames: { type: 'json-array', required: true, maxItems: 100, invalid: ecsRefusals.keyPairNamesNotSupported },
  },
  resources: ({ RegionId, KeyPairNames }) => keyPairs(RegionId, KeyPairNames),
  run: (cloud, { RegionId, KeyPairNames }) => {
    const scope = { product: 'ecs', regionId: RegionId } as const;
    const found = KeyPairNames.map((name) => cloud.keyPairs.find(scope, name)).filter(
      (keyPair) => keyPair !== undefined,
    );
    if (found.some(({ instanceIds }) => instanceIds.size > 0)) throw new CloudError(ecsRefusals.keyPairAttached);
    for (const keyPair of found) cloud.keyPairs.remove(keyPair);
    return {};
  },
});
