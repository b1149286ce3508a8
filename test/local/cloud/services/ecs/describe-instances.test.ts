import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

interface Body {
  TotalCount: number;
  NextToken: string;
  Instances: { Instance: { InstanceId: string; InstanceName: string }[] };
}

async function find(cloud: LocalCloud, filter: Parameters = {}): Promise<Body> {
  const { body } = await call(cloud, 'ecs', 'DescribeInstances', { RegionId: 'cn-hangzhou', ...filter });
  return body as unknown as Body;
}
const names = ({ Instances }: Body) => Instances.Instance.map(({ InstanceName }) => InstanceName);

describe('ecs DescribeInstances', () => {
  it('shows an instance with its key pair, wrapped as the wire has it', async () => {
    const now = Date.parse('2026-05-06T02:28:59Z');
    const cloud = await openCloud({ now: () => now, settings: { dateWindowMinutes: 1e9 } });
    cloud.instances.add([
      { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', tags: { ssh: 'ops' }, keyPairName: 'ops' },
    ]);
    const body = await find(cloud);
    expect(body).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 1, NextToken: '' });
    expect(body.Instances.Instance).toEqual([
      expect.objectContaining({
        InstanceId: 'i-1',
        InstanceName: 'i-1',
        Status: 'Running',
        KeyPairName: 'ops',
        OSType: 'linux',
        RegionId: 'cn-hangzhou',
        CreationTime: '2026-05-06T02:28Z',
        StartTime: '2026-05-06T02:28Z',
        Tags: { Tag: [{ TagKey: 'ssh', TagValue: 'ops' }] },
        PublicIpAddress: { IpAddress: ['198.18.0.1'] },
        VpcAttributes: expect.objectContaining({ PrivateIpAddress: { IpAddress: ['198.19.0.1'] } }),
        OperationLocks: { LockReason: [] },
      }),
    ]);
  });

  it.each([
    [{}, ['web-1', 'web-2', 'web-3', 'batch-1', 'legacy-1', 'desktop-1']],
    [{ KeyPairName: 'ops' }, ['web-1', 'web-2']],
    [{ KeyPairName: 'op' }, []],
    [{ Status: 'Stopped' }, ['batch-1']],
    [{ InstanceName: 'web-*' }, ['web-1', 'web-2', 'web-3']],
    [{ InstanceName: '*-1', Status: 'Running' }, ['web-1', 'legacy-1', 'desktop-1']],
    [{ 'Tag.1.Key': 'ssh', 'Tag.1.Value': 'web' }, []],
    [{ 'Tag.1.Key': 'ssh', InstanceName: 'web-3' }, ['web-3']],
    [{ InstanceIds: '["i-bp1demo0000000000002","i-none","i-uf6demo0000000000001"]' }, ['web-2']],
    [{ InstanceIds: '[]' }, []],
    [{ ZoneId: 'cn-hangzhou-h', KeyPairName: 'legacy' }, ['legacy-1']],
    [{ ZoneId: 'cn-hangzhou-a' }, []],
    [{ VpcId: 'vpc-cn-hangzhou', SecurityGroupId: 'sg-none' }, []],
    [{ RegionId: 'cn-shanghai' }, ['db-1', 'db-2']],
    [{ RegionId: 'cn-zhongwei' }, []],
    [{ RegionId: 'cn-north-2-gov-1' }, []],
    [{ ImageId: 'win2022_21H2_x64_dtc_en-us_40G_alibase_20240816.vhd' }, ['desktop-1']],
    [{ PublicIpAddresses: '["198.18.0.1","198.18.0.2"]' }, ['web-1', 'web-2']],
    [{ PrivateIpAddresses: '["198.19.0.1"]' }, ['web-1']],
    [{ PrivateIpAddresses: '["198.18.0.1"]' }, []],
    [{ InstanceTypeFamily: 'ecs.t6', KeyPairName: 'ops' }, ['web-1', 'web-2']],
    [{ InstanceTypeFamily: 'ecs.t' }, []],
    [{ InstanceChargeType: 'PrePaid' }, []],
    [{ InternetChargeType: 'PayByTraffic', KeyPairName: 'ops' }, ['web-1', 'web-2']],
    [{ InstanceNetworkType: 'classic' }, []],
    [{ IoOptimized: 'false' }, []],
    [{ EipAddresses: '["198.18.0.1"]' }, []],
    [{ InnerIpAddresses: '["198.18.0.1"]' }, []],
    [{ 'Ipv6Address.1': '2001:db8::1' }, []],
    [{ LockReason: 'security' }, []],
    [
      { 'Filter.1.Key': 'CREATION_START_TIME', 'Filter.1.Value': '2000-01-01T00:00Z', KeyPairName: 'ops' },
      ['web-1', 'web-2'],
    ],
    [{ 'Filter.1.Key': 'CREATION_END_TIME', 'Filter.1.Value': '2000-01-01T00:00Z' }, []],
    [{ 'Filter.1.Key': 'EXPIRED_END_TIME', 'Filter.1.Value': '2098-01-01T00:00Z' }, []],
    [{ InstanceIds: 'null', KeyPairName: 'ops' }, ['web-1', 'web-2']],
  ] as [Parameters, string[]][])('finds %j: %j', async (filter, expected) => {
    const cloud = await openCloud({ fleet: 'demo' });
    const body = await find(cloud, filter);
    expect(names(body)).toEqual(expected);
    expect(body.TotalCount).toBe(expected.length);
  });

  it('a dry run of ecs DescribeInstances answers no instances', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const answer = await call(cloud, 'ecs', 'DescribeInstances', { RegionId: 'cn-hangzhou', DryRun: 'true' });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'DryRunOperation' } });
  });

  it.each(['BIRTHDAY', 'CREATION_START_TIME', 'toString'])('a filter %s with no time is refused', async (key) => {
    const filter = { 'Filter.1.Key': key, 'Filter.1.Value': 'soon' };
    const cloud = await openCloud();
    const answer = await call(cloud, 'ecs', 'DescribeInstances', { RegionId: 'cn-hangzhou', ...filter });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'InvalidParameter' } });
  });

  it('a launched instance is read back as it was asked for', async () => {
    const cloud = await openCloud();
    const asked = {
      ImageId: 'aliyun_3_arm64.vhd',
      InstanceType: 'ecs.g8y.large',
      VSwitchId: 'vsw-1',
      ZoneId: 'cn-hangzhou-k',
    };
    const more = { 'SecurityGroupIds.1': 'sg-1', 'SecurityGroupIds.2': 'sg-2', ResourceGroupId: 'rg-1' };
    await call(cloud, 'ecs', 'RunInstances', {
      RegionId: 'cn-hangzhou',
      InstanceChargeType: 'PrePaid',
      ...asked,
      ...more,
    });
    const { VSwitchId, ...shown } = asked;
    expect((await find(cloud, { SecurityGroupId: 'sg-2', ResourceGroupId: 'rg-1' })).Instances.Instance).toEqual([
      expect.objectContaining({
        ...shown,
        InstanceChargeType: 'PrePaid',
        ResourceGroupId: 'rg-1',
        SecurityGroupIds: { SecurityGroupId: ['sg-1', 'sg-2'] },
        VpcAttributes: expect.objectContaining({ VSwitchId }),
      }),
    ]);
  });

  it('pages by number', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const body = await find(cloud, { PageNumber: 2, PageSize: 4 });
    expect(names(body)).toEqual(['legacy-1', 'desktop-1']);
    expect(body).toMatchObject({ PageNumber: 2, PageSize: 4, TotalCount: 6, NextToken: '' });
  });

  it('pages by token until it is empty, with instances that come in between', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 150 }]);
    const seen: string[] = [];
    let token = '';
    let pages = 0;
    do {
      const body = await find(cloud, { MaxResults: 100, ...(token && { NextToken: token }) });
      seen.push(...body.Instances.Instance.map(({ InstanceId }) => InstanceId));
      token = body.NextToken;
      pages += 1;
      if (pages === 1) cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 60 }]);
    } while (token !== '');
    expect(pages).toBe(3);
    expect(seen).toEqual(cloud.instances.list().map(({ instanceId }) => instanceId));
  });

  it('gives no token after the last full page', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 100 }]);
    expect(await find(cloud, { MaxResults: 100 })).toMatchObject({ NextToken: '', TotalCount: 100 });
  });
});
