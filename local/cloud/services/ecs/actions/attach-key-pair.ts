import { defineAction } from '../../../action/action.ts';
import { changeInstances } from '../../change-key-pair.ts';
import { ecsAttachRules, ecsResults, findKeyPair } from '../key-pair-rules.ts';
import { instanceIds, region } from '../parameters.ts';
import { instances, keyPairs } from '../resources.ts';

/**
 * Binds a key pair to up to 50 Linux instances; one that carries another key pair has it replaced.
 * Source: ECS 2014-05-26 AttachKeyPair.
 */
export const attachKeyPair = defineAction({
  parameters: { RegionId: region, KeyPairName: { type: 'string', required: true }, InstanceIds: instanceIds },
  resources: ({ RegionId, InstanceIds, KeyPairName }) => [
    ...instances(RegionId, InstanceIds),
    ...keyPairs(RegionId, [KeyPairName]),
  ],
  run: (cloud, { RegionId, KeyPairName, InstanceIds }) => {
    const keyPair = findKeyPair(cloud, RegionId, KeyPairName);
    const outcomes = changeInstances(
      cloud,
      ecsAttachRules,
      { regionId: RegionId, instanceIds: InstanceIds },
      {
        judge: (instance) => (instance.ioOptimized ? undefined : 'ioOptimize'),
        apply: (instance) => cloud.attach(instance, keyPair),
      },
    );
    return ecsResults(KeyPairName, outcomes);
  },
});
