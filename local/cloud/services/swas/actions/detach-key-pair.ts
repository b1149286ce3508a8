import { defineAction } from '../../../action/action.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { findKeyPair, swasAttachRules, swasResults } from '../key-pair-rules.ts';
import { clientToken, instanceIds, region } from '../parameters.ts';

/** Takes a key pair away from up to 50 servers. Source: SWAS-OPEN 2020-06-01 DetachKeyPair. */
export const detachKeyPair = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    KeyPairName: { type: 'string', required: true },
    InstanceIds: instanceIds,
    ClientToken: clientToken,
  },
  run: (cloud, { RegionId, KeyPairName, InstanceIds }) => {
    findKeyPair(cloud, RegionId, KeyPairName);
    const outcomes = changeInstances(
      cloud,
      swasAttachRules,
      { regionId: RegionId, instanceIds: InstanceIds },
      {
        judge: (instance) => (instance.keyPairName === KeyPairName ? undefined : 'notAttached'),
        apply: (instance) => cloud.attach(instance, null),
      },
    );
    return swasResults(outcomes, 'True');
  },
});
