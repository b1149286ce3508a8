import { defineAction } from '../../../action/action.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import type { LaunchTemplate, LaunchTemplateVersion } from '../../../model/launch-templates.ts';
import { toSeconds } from '../../../model/time.ts';
import { findLaunchTemplate, named, touched } from '../launch-template-rules.ts';

/**
 * Lists the versions of one launch template, newest first, with what they say. Source: ECS 2014-05-26
 * DescribeLaunchTemplateVersions. Choices: the order; 50 a page at most; TotalCount counts versions, which the page
 * calls "the total number of launch templates".
 */
export const describeLaunchTemplateVersions = defineAction({
  parameters: {
    ...named,
    LaunchTemplateVersion: { type: 'repeat-list' },
    DefaultVersion: { type: 'boolean' },
    DetailFlag: { type: 'boolean', default: true },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: touched,
  run: (cloud, { LaunchTemplateVersion: numbers, DefaultVersion, DetailFlag, PageNumber, PageSize, ...wanted }) => {
    const template = findLaunchTemplate(cloud, wanted);
    const found = select(template.versions.toReversed(), [
      when(numbers, ({ versionNumber }, some) => some.includes(String(versionNumber))),
      when(DefaultVersion, ({ versionNumber }, isWanted) => !isWanted || versionNumber === 1),
    ]);
    const page = pageOf(found, PageNumber, PageSize).map((one) => show(template, one, cloud.accountId, DetailFlag));
    const total = { PageNumber, PageSize, TotalCount: found.length };
    return { ...total, LaunchTemplateVersionSets: { LaunchTemplateVersionSet: page } };
  },
});

function show(
  { launchTemplateId, launchTemplateName }: LaunchTemplate,
  { versionNumber, description, createdMs, data }: LaunchTemplateVersion,
  accountId: string,
  isWhole: boolean,
) {
  return {
    LaunchTemplateId: launchTemplateId,
    LaunchTemplateName: launchTemplateName,
    VersionNumber: versionNumber,
    VersionDescription: description,
    DefaultVersion: versionNumber === 1,
    CreateTime: toSeconds(createdMs),
    ModifiedTime: toSeconds(createdMs),
    CreatedBy: accountId,
    ...(isWhole && { LaunchTemplateData: data }),
  };
}
