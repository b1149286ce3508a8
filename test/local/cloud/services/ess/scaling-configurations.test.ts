import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const group = { ScalingGroupId: 'asg-1' };
const ess = (cloud: LocalCloud, action: string, parameters: Parameters = {}) =>
  call(cloud, 'ess', action, { ...region, ...parameters });
const make = (cloud: LocalCloud, parameters: Parameters) =>
  ess(cloud, 'CreateScalingConfiguration', { ...group, ...parameters });

describe('ess scaling configurations', () => {
  it('ess scaling configurations are listed with the key pair that they name, in a flat list', async () => {
    const cloud = await openCloud();
    const { body } = await make(cloud, { ScalingConfigurationName: 'web', KeyPairName: 'ops' });
    expect(body).toEqual({
      RequestId: expect.any(String),
      ScalingConfigurationId: expect.stringMatching(/^asc-bp1[a-z\d]{17}$/),
    });
    await make(cloud, { ScalingConfigurationName: 'bare', ScalingGroupId: 'asg-2' });
    const listed = await ess(cloud, 'DescribeScalingConfigurations');
    expect(listed.body).toMatchObject({
      TotalCount: 2,
      PageNumber: 1,
      PageSize: 10,
      ScalingConfigurations: [
        { ScalingConfigurationId: body.ScalingConfigurationId, KeyPairName: 'ops', ScalingGroupId: 'asg-1' },
        { ScalingConfigurationName: 'bare' },
      ],
    });
    const ofOne = await ess(cloud, 'DescribeScalingConfigurations', { ScalingGroupId: 'asg-2' });
    expect(ofOne.body).toMatchObject({ TotalCount: 1, ScalingConfigurations: [{ ScalingConfigurationName: 'bare' }] });
  });

  it('ess scaling configurations are of one region, page by page, until they are deleted', async () => {
    const cloud = await openCloud();
    for (let at = 1; at <= 12; at++) await make(cloud, { ScalingConfigurationName: `c-${at}` });
    const { body } = await ess(cloud, 'DescribeScalingConfigurations', { PageNumber: 2 });
    expect(body).toMatchObject({ TotalCount: 12, ScalingConfigurations: { length: 2 } });
    const [{ ScalingConfigurationId = '' } = {}] = body.ScalingConfigurations as { ScalingConfigurationId?: string }[];
    expect((await ess(cloud, 'DeleteScalingConfiguration', { ScalingConfigurationId })).status).toBe(200);
    expect((await ess(cloud, 'DescribeScalingConfigurations')).body).toMatchObject({ TotalCount: 11 });
    const elsewhere = await ess(cloud, 'DescribeScalingConfigurations', { RegionId: 'cn-shanghai' });
    expect(elsewhere.body).toMatchObject({ TotalCount: 0, ScalingConfigurations: [] });
  });

  it.each<[string, Parameters, number, string]>([
    ['CreateScalingConfiguration', {}, 400, 'MissingScalingGroupId'],
    [
      'CreateScalingConfiguration',
      { ...group, ScalingConfigurationName: 'web' },
      400,
      'InvalidScalingConfigurationName.Duplicate',
    ],
    ['DescribeScalingConfigurations', { PageSize: 51 }, 400, 'InvalidParameter'],
    ['DeleteScalingConfiguration', { ScalingConfigurationId: 'x' }, 404, 'InvalidScalingConfigurationId.NotFound'],
  ])('ess scaling configurations %s refuses %j with %i %s', async (action, parameters, status, Code) => {
    const cloud = await openCloud();
    await make(cloud, { ScalingConfigurationName: 'web' });
    expect(await ess(cloud, action, parameters)).toMatchObject({ status, body: { Code } });
  });
});
