import type { DescribeLaunchTemplatesRequest } from '@alicloud/ecs20140526/dist/models/DescribeLaunchTemplatesRequest.js';
import type { DescribeLaunchTemplateVersionsRequest } from '@alicloud/ecs20140526/dist/models/DescribeLaunchTemplateVersionsRequest.js';
import { everyPage, incomplete } from '../../cloud/every-page.ts';
import type { FindKeyPairUsers } from '../../cloud/key-pair-users.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { toWire } from './wire.ts';

/** Choice: no largest page is documented for these two; 50 is that of the ECS listings of their time. */
const PAGE_SIZE = 50;

interface Counted {
  PageSize?: unknown;
  TotalCount?: unknown;
}

interface TemplatesBody extends Counted {
  LaunchTemplateSets?: { LaunchTemplateSet?: Template[] };
}

interface Template {
  LaunchTemplateId: string;
  LaunchTemplateName?: string;
}

interface VersionsBody extends Counted {
  LaunchTemplateVersionSets?: { LaunchTemplateVersionSet?: Version[] };
}

interface Version {
  VersionNumber?: number | string;
  LaunchTemplateData?: { KeyPairName?: unknown };
}

/**
 * The versions of launch templates that name a key pair, old ones too: any of them may be launched from. Source: Ecs
 * 2014-05-26 DescribeLaunchTemplates, and DescribeLaunchTemplateVersions, which takes one template in a call.
 */
export function findLaunchTemplates(call: RpcCall): FindKeyPairUsers {
  return async (regionId, keyPairName) => {
    const templates = await everyPage('DescribeLaunchTemplates', PAGE_SIZE, async (pageNumber) => {
      const request = toWire<DescribeLaunchTemplatesRequest>({ regionId, pageNumber, pageSize: PAGE_SIZE });
      const body = await call<TemplatesBody>('DescribeLaunchTemplates', request);
      return { rows: body.LaunchTemplateSets?.LaunchTemplateSet, total: body.TotalCount, size: body.PageSize };
    });
    const found = templates.map((template) => versionsNaming(call, regionId, template, keyPairName));
    return (await Promise.all(found)).flat();
  };
}

async function versionsNaming(
  call: RpcCall,
  regionId: string,
  { LaunchTemplateId: launchTemplateId, LaunchTemplateName: name = '' }: Template,
  keyPairName: string,
): Promise<string[]> {
  const versions = await everyPage('DescribeLaunchTemplateVersions', PAGE_SIZE, async (pageNumber) => {
    const page = { regionId, launchTemplateId, detailFlag: true, pageNumber, pageSize: PAGE_SIZE };
    const request = toWire<DescribeLaunchTemplateVersionsRequest>(page);
    const body = await call<VersionsBody>('DescribeLaunchTemplateVersions', request);
    const rows = body.LaunchTemplateVersionSets?.LaunchTemplateVersionSet;
    return { rows, total: body.TotalCount, size: body.PageSize };
  });
  return versions.flatMap(({ VersionNumber, LaunchTemplateData: data }) => {
    if (!data) throw incomplete(`DescribeLaunchTemplateVersions: nothing is said of a version of ${launchTemplateId}`);
    return data.KeyPairName === keyPairName
      ? [`launch template ${name} (${launchTemplateId}), version ${VersionNumber}`]
      : [];
  });
}
