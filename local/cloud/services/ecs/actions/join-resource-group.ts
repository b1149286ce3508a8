import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import type { Cloud } from '../../../model/cloud.ts';
import { region } from '../parameters.ts';
import { ecsRefusals } from '../refusals.ts';
import { touched } from '../tag-rules.ts';

/**
 * Puts an instance or a key pair into a resource group. Source: ECS 2014-05-26 JoinResourceGroup. Choices: a key pair is
 * named as in tags, by its name; other types of resource are not modelled; any group is one.
 */
export const joinResourceGroup = defineAction({
  parameters: {
    RegionId: region,
    ResourceType: { type: 'string', required: true, enum: ['instance', 'keypair'] },
    ResourceId: { type: 'string', required: true },
    ResourceGroupId: { type: 'string', required: true },
  },
  resources: ({ RegionId, ResourceType, ResourceId }) => touched(RegionId, ResourceType, [ResourceId]),
  run: (cloud, { RegionId, ResourceType, ResourceId, ResourceGroupId }) => {
    const join = ResourceType === 'instance' ? joinInstance : joinKeyPair;
    if (!join(cloud, RegionId, ResourceId, ResourceGroupId)) throw new CloudError(ecsRefusals.resourceNotFound);
    return {};
  },
});

function joinInstance(cloud: Cloud, regionId: string, id: string, resourceGroupId: string): boolean {
  const instance = cloud.instances.find('ecs', regionId, id);
  if (instance) instance.placement = { ...instance.placement, resourceGroupId };
  return instance !== undefined;
}

function joinKeyPair(cloud: Cloud, regionId: string, name: string, resourceGroupId: string): boolean {
  const keyPair = cloud.keyPairs.find({ product: 'ecs', regionId }, name);
  if (keyPair) keyPair.resourceGroupId = resourceGroupId;
  return keyPair !== undefined;
}
