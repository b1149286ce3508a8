import { defineAction } from '../../../action/action.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import type { LaunchTemplate } from '../../../model/launch-templates.ts';
import { toSeconds } from '../../../model/time.ts';
import { launchTemplates } from '../launch-template-rules.ts';
import { region } from '../parameters.ts';

/**
 * Lists launch templates, without what they say. Source: ECS 2014-05-26 DescribeLaunchTemplates, which names no largest
 * page; choice: 50, as the ECS listings of its time have it.
 */
export const describeLaunchTemplates = defineAction({
  parameters: {
    RegionId: region,
    LaunchTemplateId: { type: 'repeat-list', maxItems: 100 },
    LaunchTemplateName: { type: 'repeat-list', maxItems: 100 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId, LaunchTemplateId }) => launchTemplates(RegionId, LaunchTemplateId),
  run: (cloud, { RegionId, LaunchTemplateId, LaunchTemplateName, PageNumber, PageSize }) => {
    const found = select(cloud.launchTemplates.list(RegionId), [
      when(LaunchTemplateId, ({ launchTemplateId }, ids) => ids.includes(launchTemplateId)),
      when(LaunchTemplateName, ({ launchTemplateName }, names) => names.includes(launchTemplateName)),
    ]);
    const page = pageOf(found, PageNumber, PageSize).map((one) => show(one, cloud.accountId));
    return { PageNumber, PageSize, TotalCount: found.length, LaunchTemplateSets: { LaunchTemplateSet: page } };
  },
});

function show({ launchTemplateId, launchTemplateName, versions }: LaunchTemplate, accountId: string) {
  const [first, last] = [versions[0]?.createdMs ?? 0, versions.at(-1)?.createdMs ?? 0];
  return {
    LaunchTemplateId: launchTemplateId,
    LaunchTemplateName: launchTemplateName,
    DefaultVersionNumber: 1,
    LatestVersionNumber: versions.length,
    CreateTime: toSeconds(first),
    ModifiedTime: toSeconds(last),
    CreatedBy: accountId,
    ResourceGroupId: '',
  };
}
