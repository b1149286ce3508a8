import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { LaunchTemplate } from '../../model/launch-templates.ts';
import { type Resource, resourcesOf } from '../../ram/resource.ts';
import { ecsDialect } from './dialect.ts';
import { region } from './parameters.ts';
import { ecsRefusals } from './refusals.ts';

/** How a launch template is named: by its id or its name. Source: ECS 2014-05-26 DescribeLaunchTemplateVersions. */
export const named = {
  RegionId: region,
  LaunchTemplateId: { type: 'string' },
  LaunchTemplateName: { type: 'string' },
} as const;

/** What a version says of instances to come; everything else that it may say is taken and not kept. */
export const described = {
  VersionDescription: { type: 'string', maxLength: 256 },
  KeyPairName: { type: 'string' },
  ImageId: { type: 'string' },
  InstanceType: { type: 'string' },
  InstanceName: { type: 'string' },
} as const;

interface Named {
  readonly RegionId: string;
  readonly LaunchTemplateId: string | undefined;
  readonly LaunchTemplateName: string | undefined;
}

type Described = Readonly<Record<keyof typeof described, string | undefined>>;

/** @throws CloudError when neither id nor name is given, or nothing has it */
export function findLaunchTemplate(cloud: Cloud, wanted: Named): LaunchTemplate {
  const { RegionId, LaunchTemplateId: id, LaunchTemplateName: name } = wanted;
  if (id === undefined && name === undefined) throw new CloudError(ecsDialect.missing('LaunchTemplateId'));
  const found = cloud.launchTemplates
    .list(RegionId)
    .find((one) => (id === undefined ? one.launchTemplateName === name : one.launchTemplateId === id));
  if (!found) throw new CloudError(ecsRefusals.launchTemplateNotFound);
  return found;
}

/** A key pair is not looked for: that it is there is asked when instances are made (choice: not documented). */
export function versionOf({ VersionDescription: description = '', ...data }: Described) {
  const { KeyPairName, ImageId, InstanceType, InstanceName } = data;
  return { description, data: { KeyPairName, ImageId, InstanceType, InstanceName } };
}

/** Source: ECS 2014-05-26 DescribeLaunchTemplateVersions, authorization: `launchtemplate/<id>`. */
export const launchTemplates = (regionId: string, ids?: readonly string[]): Resource[] =>
  resourcesOf('launchtemplate', regionId, ids);

/** That of one that is named by its id, else the collection. */
export const touched = ({ RegionId, LaunchTemplateId: id }: Named): Resource[] =>
  launchTemplates(RegionId, id === undefined ? [] : [id]);
