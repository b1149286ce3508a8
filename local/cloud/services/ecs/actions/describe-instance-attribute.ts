import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { showInstance } from '../instance-view.ts';
import { instanceId } from '../power-rules.ts';
import { ecsRefusals } from '../refusals.ts';
import { instanceAlone } from '../resources.ts';

/**
 * One instance, by its id alone. It says nothing about key pairs, tags and the system, which DescribeInstances does.
 * Source: ECS 2014-05-26 DescribeInstanceAttribute.
 */
export const describeInstanceAttribute = defineAction({
  parameters: { InstanceId: instanceId },
  resources: ({ InstanceId }, cloud) => instanceAlone(cloud, InstanceId),
  run: (cloud, { InstanceId }) => {
    const instance = cloud.instances.find('ecs', undefined, InstanceId);
    if (!instance) throw new CloudError(ecsRefusals.instanceNotFound);
    const shown = Object.entries(showInstance(instance)).filter(([name]) => !unshown.has(name));
    return Object.fromEntries(shown);
  },
});

const unshown = new Set(['KeyPairName', 'Tags', 'OSType', 'OSName', 'ResourceGroupId', 'StartTime']);
