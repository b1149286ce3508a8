import type { Ids } from './ids.ts';

/** What a launch template says of instances to come, as far as it is kept here. */
export interface LaunchTemplateData {
  readonly KeyPairName: string | undefined;
  readonly ImageId: string | undefined;
  readonly InstanceType: string | undefined;
  readonly InstanceName: string | undefined;
}

export interface LaunchTemplateVersion {
  readonly versionNumber: number;
  readonly description: string;
  /** Epoch milliseconds. */
  readonly createdMs: number;
  readonly data: LaunchTemplateData;
}

export interface LaunchTemplate {
  readonly launchTemplateId: string;
  readonly launchTemplateName: string;
  readonly regionId: string;
  /** Oldest first; the first is the default. */
  readonly versions: readonly LaunchTemplateVersion[];
}

type NewVersion = Pick<LaunchTemplateVersion, 'description' | 'data'>;

/** The launch templates of all regions. */
export interface LaunchTemplates {
  /** In the order of their making. */
  list(regionId: string): LaunchTemplate[];
  /** The caller has made sure that the name is free. */
  add(regionId: string, launchTemplateName: string, first: NewVersion): LaunchTemplate;
  addVersion(template: LaunchTemplate, version: NewVersion): LaunchTemplateVersion;
  remove(template: LaunchTemplate): void;
}

export function createLaunchTemplates(ids: Pick<Ids, 'launchTemplateId'>, now: () => number): LaunchTemplates {
  const versions = new Map<LaunchTemplate, LaunchTemplateVersion[]>();
  const add = (made: LaunchTemplateVersion[], version: NewVersion): LaunchTemplateVersion => {
    const next = { ...version, versionNumber: made.length + 1, createdMs: now() };
    made.push(next);
    return next;
  };
  return {
    list: (regionId) => [...versions.keys()].filter((template) => template.regionId === regionId),
    add: (regionId, launchTemplateName, first) => {
      const made: LaunchTemplateVersion[] = [];
      add(made, first);
      const template = { launchTemplateId: ids.launchTemplateId(), launchTemplateName, regionId, versions: made };
      versions.set(template, made);
      return template;
    },
    addVersion: (template, version) => add(versions.get(template) ?? [], version),
    remove: (template) => void versions.delete(template),
  };
}
