import { describe, expect, it } from 'vitest';
import type { RpcCall } from '../../../../shared/cloud/rpc.ts';
import { findLaunchTemplates } from '../../../../shared/products/ecs/launch-templates.ts';

const templates = { LaunchTemplateSet: [{ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web' }] };
const data = (KeyPairName?: string) => ({ VersionNumber: 1, LaunchTemplateData: { KeyPairName } });

/** Looks for `ops` where the cloud answers so. */
async function find(answers: { readonly LaunchTemplateSets?: object; readonly LaunchTemplateVersionSets?: object }) {
  const sent: object[] = [];
  const call: RpcCall = async <Body>(action: string, parameters: object) => {
    sent.push({ action, ...parameters });
    const { LaunchTemplateSets, LaunchTemplateVersionSets } = answers;
    return (action === 'DescribeLaunchTemplates' ? { LaunchTemplateSets } : { LaunchTemplateVersionSets }) as Body;
  };
  return { found: await findLaunchTemplates(call)('cn-hangzhou', 'ops'), sent };
}

describe('launch templates that name a key pair', () => {
  it('launch templates that name a key pair are found among all versions of each template', async () => {
    const versions = { LaunchTemplateVersionSet: [data('dev'), { ...data('ops'), VersionNumber: 7 }, data()] };
    const { found, sent } = await find({ LaunchTemplateSets: templates, LaunchTemplateVersionSets: versions });
    expect(found).toEqual(['launch template web (lt-1), version 7']);
    const page = { RegionId: 'cn-hangzhou', PageNumber: 1, PageSize: 50 };
    expect(sent).toEqual([
      { action: 'DescribeLaunchTemplates', ...page },
      { action: 'DescribeLaunchTemplateVersions', ...page, LaunchTemplateId: 'lt-1', DetailFlag: true },
    ]);
  });

  it('launch templates that name a key pair are none where there is no template', async () => {
    const { found, sent } = await find({ LaunchTemplateSets: { LaunchTemplateSet: [] } });
    expect({ found, calls: sent.length }).toEqual({ found: [], calls: 1 });
  });

  it.each<[string, Parameters<typeof find>[0]]>([
    ['the templates', {}],
    ['the versions of one', { LaunchTemplateSets: templates }],
    [
      'what a version says',
      {
        LaunchTemplateSets: templates,
        LaunchTemplateVersionSets: { LaunchTemplateVersionSet: [{ VersionNumber: 1 }] },
      },
    ],
  ])('launch templates that name a key pair are not known where the answer lacks %s', async (_, answers) => {
    await expect(find(answers)).rejects.toMatchObject({ code: 'IncompleteAnswer' });
  });
});
