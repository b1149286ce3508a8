import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

describe('ens DescribeInstances', () => {
  it('shows an instance with the name of its key pair; Code 0 is success', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const { body } = await call(cloud, 'ens', 'DescribeInstances', { InstanceName: 'edge-1' });
    expect(body).toMatchObject({ Code: 0, PageNumber: 1, PageSize: 10, TotalCount: 1 });
    expect(body.Instances).toEqual({
      Instance: [
        expect.objectContaining({
          InstanceId: 'i-5demo00000000000000000001',
          EnsRegionId: 'cn-hangzhou-44',
          Status: 'Stopped',
          KeyPairName: 'ops',
          Tags: { Tags: [{ TagKey: 'ssh', TagValue: 'ops' }] },
        }),
      ],
    });
  });

  it('shows no tags when so set', async () => {
    const cloud = await openCloud({ fleet: 'demo', settings: { tagsInEnsInstances: 'absent' } });
    const { body } = await call(cloud, 'ens', 'DescribeInstances');
    expect(JSON.stringify(body)).not.toContain('Tag');
  });

  it.each([
    [{}, ['edge-1', 'edge-2', 'edge-3']],
    [{ InstanceIds: '[]' }, []],
    [{ InstanceIds: '["i-none","i-5demo00000000000000000002"]' }, ['edge-2']],
    [{ InstanceId: 'i-5demo00000000000000000003' }, ['edge-3']],
    [{ Status: 'Running' }, ['edge-3']],
    [{ InstanceName: 'edge-*' }, ['edge-1', 'edge-2', 'edge-3']],
    [{ EnsRegionId: 'cn-beijing-telecom' }, []],
    [{ EnsRegionIds: '["cn-beijing-telecom","cn-hangzhou-44"]', Status: 'Running' }, ['edge-3']],
    [{ Tags: '[{"Key":"ssh","Value":"ops"}]', Status: 'Running' }, ['edge-3']],
    [{ Tags: '[{"Key":"ssh","Value":"web"}]' }, []],
    [{ KeyPairName: 'ops' }, ['edge-1', 'edge-2', 'edge-3']],
    [{ PageNumber: '2', PageSize: '2' }, ['edge-3']],
    [{ Tags: 'null', ServiceStatus: 'null', InstanceIds: 'null', Status: 'Running' }, ['edge-3']],
    [{ Tags: '[]', Status: 'Running' }, ['edge-3']],
    [{ SearchKey: 'dge-2' }, ['edge-2']],
    [{ SearchKey: '00003' }, ['edge-3']],
    [{ SearchKey: 'none' }, []],
    [{ ImageId: 'm-none' }, []],
    [{ InstanceType: 'ens.sn1.small', Status: 'Running' }, ['edge-3']],
    [{ EipAddresses: '["198.18.0.1"]' }, []],
    [{ ServiceStatus: '["Normal"]', Status: 'Running' }, ['edge-3']],
    [{ ServiceStatus: '["Released"]' }, []],
    [{ IntranetIp: '198.18.0.1' }, []],
    [{ VSwitchId: 'vsw-cn-hangzhou-44', NetworkId: 'n-cn-hangzhou-44', Status: 'Running' }, ['edge-3']],
    [{ SecurityGroupId: 'sg-none' }, []],
  ] as [Parameters, string[]][])('finds %j: %j', async (filter, expected) => {
    const cloud = await openCloud({ fleet: 'demo' });
    const { body } = await call(cloud, 'ens', 'DescribeInstances', filter);
    const { Instance } = body.Instances as { Instance: { InstanceName: string }[] };
    expect(Instance.map(({ InstanceName }) => InstanceName)).toEqual(expected);
  });
});
