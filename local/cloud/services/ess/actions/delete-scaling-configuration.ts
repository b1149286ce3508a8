import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { noSuchConfiguration } from '../dialect.ts';

/** Deletes a scaling configuration. Source: Ess 2022-02-22 DeleteScalingConfiguration, whose region is optional. */
export const deleteScalingConfiguration = defineAction({
  parameters: { RegionId: { type: 'string' }, ScalingConfigurationId: { type: 'string', required: true } },
  run: (cloud, { ScalingConfigurationId }) => {
    const found = cloud.scalingConfigurations
      .list()
      .find(({ scalingConfigurationId }) => scalingConfigurationId === ScalingConfigurationId);
    if (!found) throw new CloudError(noSuchConfiguration);
    cloud.scalingConfigurations.remove(found);
    return {};
  },
});
