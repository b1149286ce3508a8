import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const ecs = (cloud: LocalCloud, action: string, parameters: Parameters = {}) =>
  call(cloud, 'ecs', action, { ...region, ...parameters });
const codeOf = async (answer: ReturnType<typeof ecs>) => {
  const { status, body } = await answer;
  return `${status} ${String(body.Code)}`;
};

describe('ecs launch templates', () => {
  it('ecs launch templates are listed without what they say, and their versions with it, newest first', async () => {
    const cloud = await openCloud();
    const made = await ecs(cloud, 'CreateLaunchTemplate', { LaunchTemplateName: 'web', KeyPairName: 'ops' });
    expect(made.body).toEqual({
      RequestId: expect.any(String),
      LaunchTemplateId: expect.stringMatching(/^lt-bp1[a-z\d]{17}$/),
      LaunchTemplateVersionNumber: 1,
    });
    const { LaunchTemplateId } = made.body;
    const next = { LaunchTemplateId: String(LaunchTemplateId), ImageId: 'ubuntu', VersionDescription: 'no key' };
    expect((await ecs(cloud, 'CreateLaunchTemplateVersion', next)).body).toMatchObject({
      LaunchTemplateId,
      LaunchTemplateVersionNumber: 2,
    });
    const listed = await ecs(cloud, 'DescribeLaunchTemplates');
    expect(listed.body).toMatchObject({
      TotalCount: 1,
      PageNumber: 1,
      PageSize: 10,
      LaunchTemplateSets: {
        LaunchTemplateSet: [{ LaunchTemplateId, LaunchTemplateName: 'web', LatestVersionNumber: 2 }],
      },
    });
    expect(JSON.stringify(listed.body)).not.toContain('ops');
    const versions = await ecs(cloud, 'DescribeLaunchTemplateVersions', { LaunchTemplateName: 'web' });
    expect(versions.body).toMatchObject({
      TotalCount: 2,
      LaunchTemplateVersionSets: {
        LaunchTemplateVersionSet: [
          { VersionNumber: 2, DefaultVersion: false, LaunchTemplateData: { ImageId: 'ubuntu' } },
          { VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: { KeyPairName: 'ops' } },
        ],
      },
    });
    const brief = await ecs(cloud, 'DescribeLaunchTemplateVersions', { LaunchTemplateName: 'web', DetailFlag: false });
    expect(JSON.stringify(brief.body)).not.toContain('LaunchTemplateData');
  });

  it('ecs launch templates are of one region, page by page, 30 at most, and of 30 versions at most', async () => {
    const cloud = await openCloud();
    for (let at = 1; at <= 30; at++) await ecs(cloud, 'CreateLaunchTemplate', { LaunchTemplateName: `t-${at}` });
    expect(await codeOf(ecs(cloud, 'CreateLaunchTemplate', { LaunchTemplateName: 't-31' }))).toBe(
      '403 LaunchTemplateLimitExceed',
    );
    const { body } = await ecs(cloud, 'DescribeLaunchTemplates', { PageSize: 20, PageNumber: 2 });
    expect(body).toMatchObject({ TotalCount: 30, LaunchTemplateSets: { LaunchTemplateSet: { length: 10 } } });
    const elsewhere = await ecs(cloud, 'DescribeLaunchTemplates', { RegionId: 'cn-shanghai' });
    expect(elsewhere.body).toMatchObject({ TotalCount: 0, LaunchTemplateSets: { LaunchTemplateSet: [] } });
    const one = { LaunchTemplateName: 't-1' };
    for (let at = 2; at <= 30; at++) await ecs(cloud, 'CreateLaunchTemplateVersion', one);
    expect(await codeOf(ecs(cloud, 'CreateLaunchTemplateVersion', one))).toBe('403 LaunchTemplateVersionLimitExceed');
  });

  it('ecs launch templates are gone with all their versions when they are deleted', async () => {
    const cloud = await openCloud();
    await ecs(cloud, 'CreateLaunchTemplate', { LaunchTemplateName: 'web' });
    expect((await ecs(cloud, 'DeleteLaunchTemplate', { LaunchTemplateName: 'web' })).status).toBe(200);
    expect((await ecs(cloud, 'DescribeLaunchTemplates')).body).toMatchObject({ TotalCount: 0 });
  });

  it.each<[string, Parameters, string]>([
    ['CreateLaunchTemplate', {}, '400 MissingParameter'],
    ['CreateLaunchTemplate', { LaunchTemplateName: '1' }, '400 InvalidLaunchTemplateName.Malformed'],
    ['CreateLaunchTemplate', { LaunchTemplateName: 'web' }, '403 LaunchTemplateName.Duplicated'],
    ['CreateLaunchTemplateVersion', {}, '400 MissingParameter'],
    ['DescribeLaunchTemplateVersions', {}, '400 MissingParameter'],
    ['DescribeLaunchTemplateVersions', { LaunchTemplateId: 'lt-none' }, '404 InvalidLaunchTemplate.NotFound'],
    ['DeleteLaunchTemplate', { LaunchTemplateName: 'none' }, '404 InvalidLaunchTemplate.NotFound'],
    ['DescribeLaunchTemplates', { PageSize: 51 }, '400 InvalidParameter'],
    ['DescribeLaunchTemplates', { RegionId: 'cn-nowhere' }, '404 InvalidRegionId.NotFound'],
  ])('ecs launch templates %s refuses %j with %s', async (action, parameters, expected) => {
    const cloud = await openCloud();
    await ecs(cloud, 'CreateLaunchTemplate', { LaunchTemplateName: 'web' });
    expect(await codeOf(ecs(cloud, action, parameters))).toBe(expected);
  });
});
