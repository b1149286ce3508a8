import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { findKeyPair } from '../key-pair-rules.ts';
import { keyPairSelector } from '../parameters.ts';
import { ensRefusals } from '../refusals.ts';

/**
 * Deletes one key pair, for all its plural name. Source: ENS 2017-11-10 DeleteKeyPairs, whose text says that an
 * attached one may be deleted (the instance keeps it) and whose error table refuses it: the setting `deleteAttachedEns`.
 */
export const deleteKeyPairs = defineAction({
  parameters: keyPairSelector,
  run: (cloud, selector) => {
    const keyPair = findKeyPair(cloud, selector);
    if (keyPair.instanceIds.size > 0 && cloud.settings.deleteAttachedEns === 'refuse') {
      throw new CloudError(ensRefusals.keyPairAttached);
    }
    cloud.keyPairs.remove(keyPair);
    return {};
  },
});
