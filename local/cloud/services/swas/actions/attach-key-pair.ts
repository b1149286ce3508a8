import { defineAction } from '../../../action/action.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { findKeyPair, swasAttachRules, swasResults } from '../key-pair-rules.ts';
import { clientToken, instanceIds, region } from '../parameters.ts';

/**
 * Binds a key pair to up to 50 servers; "the new key pair overwrites the original".
 * Source: SWAS-OPEN 2020-06-01 AttachKeyPair (January 2026).
 */
export const attachKeyPair = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    KeyPairName: { type: 'string', required: true },
    InstanceIds: instanceIds,
    ClientToken: clientToken,
  },
  run: (cloud, { RegionId, KeyPairName, InstanceIds }) => {
    const keyPair = findKeyPair(cloud, RegionId, KeyPairName);
    const outcomes = changeInstances(
      cloud,
      swasAttachRules,
      { regionId: RegionId, instanceIds: InstanceIds },
      { judge: () => undefined, apply: (instance) => cloud.attach(instance, keyPair) },
    );
    return swasResults(outcomes, 'true');
  },
});
