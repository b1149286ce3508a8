import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { duplicateConfigurationName } from '../dialect.ts';
import { regionOfGroup } from '../resources.ts';

/**
 * Makes a scaling configuration. Source: Ess 2022-02-22 CreateScalingConfiguration. Without `resources`: "RAM
 * authorization" of that version has this operation under all resources. Choice: whatever else it may say is taken and
 * not kept, and its name is unique in its group.
 */
export const createScalingConfiguration = defineAction({
  idempotent: true,
  parameters: {
    RegionId: { type: 'string' },
    ScalingGroupId: { type: 'string', required: true },
    ScalingConfigurationName: { type: 'string', pattern: /^[\p{L}\p{N}][\p{L}\p{N}_.-]{1,63}$/u },
    KeyPairName: { type: 'string' },
    ImageId: { type: 'string' },
    InstanceType: { type: 'string' },
    ClientToken: { type: 'string', maxLength: 64 },
  },
  run: (cloud, { RegionId, ScalingGroupId, ScalingConfigurationName: name, KeyPairName, ImageId, InstanceType }) => {
    const isTaken = cloud.scalingConfigurations
      .list()
      .some((one) => one.scalingGroupId === ScalingGroupId && one.scalingConfigurationName === name);
    if (isTaken) throw new CloudError(duplicateConfigurationName);
    const { scalingConfigurationId } = cloud.scalingConfigurations.add({
      scalingConfigurationName: name ?? '',
      scalingGroupId: ScalingGroupId,
      regionId: RegionId ?? regionOfGroup(cloud, ScalingGroupId),
      keyPairName: KeyPairName,
      imageId: ImageId,
      instanceType: InstanceType,
    });
    return { ScalingConfigurationId: scalingConfigurationId };
  },
});
