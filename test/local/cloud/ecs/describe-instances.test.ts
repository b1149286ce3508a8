import { describe, expect, it } from 'vitest';
import type { LocalCloud } from '../../../../local/cloud/index.ts';
import { openCloud } from '../open-cloud.ts';
import { call, type Parameters } from '../signed-call.ts';

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
  ] as [Parameters, string[]][])('finds %j: %j', async (filter, expected) => {
    const cloud = await openCloud({ fleet: 'demo' });
    const body = await find(cloud, filter);
    expect(names(body)).toEqual(expected);
    expect(body.TotalCount).toBe(expected.length);
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
