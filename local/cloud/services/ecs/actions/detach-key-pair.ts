import { defineAction } from '../../../action/action.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { ecsAttachRules, ecsResults, findKeyPair } from '../key-pair-rules.ts';
import { instanceIds, region } from '../parameters.ts';
import { instances, keyPairs } from '../resources.ts';

/** Takes a key pair away from up to 50 Linux instances. Source: ECS 2014-05-26 DetachKeyPair. */
export const detachKeyPair = defineAction({
  parameters: { RegionId: region, KeyPairName: { type: 'string', required: true }, InstanceIds: instanceIds },
  resources: ({ RegionId, InstanceIds, KeyPairName }) => [
    ...instances(RegionId, InstanceIds),
    ...keyPairs(RegionId, [KeyPairName]),
  ],
  run: (cloud, { RegionId, KeyPairName, InstanceIds }) => {
    findKeyPair(cloud, RegionId, KeyPairName);
    const outcomes = changeInstances(
      cloud,
      ecsAttachRules,
      { regionId: RegionId, instanceIds: InstanceIds },
      {
        judge: (instance) => (instance.keyPairName === KeyPairName ? undefined : 'notAttached'),
        apply: (instance) => cloud.attach(instance, null),
      },
    );
    return ecsResults(KeyPairName, outcomes);
  },
});
