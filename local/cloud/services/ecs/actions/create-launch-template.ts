import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { described, launchTemplates, versionOf } from '../launch-template-rules.ts';
import { region } from '../parameters.ts';
import { ecsRefusals } from '../refusals.ts';

/** Source: ECS 2014-05-26 CreateLaunchTemplate and its error LaunchTemplateLimitExceed. */
const MAX_TEMPLATES = 30;

/** Makes a launch template with its first version. Source: ECS 2014-05-26 CreateLaunchTemplate. */
export const createLaunchTemplate = defineAction({
  parameters: {
    RegionId: region,
    LaunchTemplateName: {
      type: 'string',
      required: true,
      pattern: /^(?!https?:\/\/)\p{L}[\p{L}\p{N}:_.-]{1,127}$/u,
      invalid: ecsRefusals.launchTemplateNameMalformed,
    },
    ...described,
  },
  resources: ({ RegionId }) => launchTemplates(RegionId),
  run: (cloud, { RegionId, LaunchTemplateName, ...version }) => {
    const there = cloud.launchTemplates.list(RegionId);
    if (there.some(({ launchTemplateName }) => launchTemplateName === LaunchTemplateName))
      throw new CloudError(ecsRefusals.launchTemplateExists);
    if (there.length >= MAX_TEMPLATES) throw new CloudError(ecsRefusals.launchTemplateQuota);
    const { launchTemplateId } = cloud.launchTemplates.add(RegionId, LaunchTemplateName, versionOf(version));
    return { LaunchTemplateId: launchTemplateId, LaunchTemplateVersionNumber: 1 };
  },
});
