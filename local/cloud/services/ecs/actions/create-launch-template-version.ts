import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { described, findLaunchTemplate, named, touched, versionOf } from '../launch-template-rules.ts';
import { ecsRefusals } from '../refusals.ts';

/** Source: ECS 2014-05-26 CreateLaunchTemplateVersion: up to 30 versions of each template. */
const MAX_VERSIONS = 30;

/**
 * Adds a version to a launch template; the default stays. Source: ECS 2014-05-26 CreateLaunchTemplateVersion. What a
 * version does not say is empty: that it may be taken from another version is left out.
 */
export const createLaunchTemplateVersion = defineAction({
  parameters: { ...named, ...described },
  resources: touched,
  run: (cloud, parameters) => {
    const template = findLaunchTemplate(cloud, parameters);
    if (template.versions.length >= MAX_VERSIONS) throw new CloudError(ecsRefusals.launchTemplateVersionQuota);
    const { versionNumber } = cloud.launchTemplates.addVersion(template, versionOf(parameters));
    return { LaunchTemplateId: template.launchTemplateId, LaunchTemplateVersionNumber: versionNumber };
  },
});
