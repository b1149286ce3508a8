import type { InstanceSpec, LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../../../local/cloud/model/instance.ts';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { call, repeated } from '../../signed-call.ts';

async function openWithKeyPairs(options?: LocalCloudOptions): Promise<LocalCloud> {
  const cloud = await openCloud(options);
  await importKeyPair(cloud, 'swas', 'ops');
  await importKeyPair(cloud, 'swas', 'legacy');
  return cloud;
}

const add = (cloud: LocalCloud, spec: Partial<InstanceSpec> = {}) => addInstance(cloud, { product: 'swas', ...spec });
const carried = (cloud: LocalCloud, id: string) => cloud.instances.get(id)?.keyPairName;
const change = (cloud: LocalCloud, action: string, ids: string[]) =>
  call(cloud, 'swas', action, { RegionId: 'cn-hangzhou', KeyPairName: 'ops', ...repeated('InstanceIds', ids) });

describe('swas AttachKeyPair', () => {
  it('answers flat: counts are integers, Code and Success strings', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud);
    const { body } = await change(cloud, 'AttachKeyPair', [id]);
    expect(body).toEqual({
      RequestId: expect.any(String),
      TotalCount: 1,
      FailCount: 0,
      Results: [{ InstanceId: id, Code: '200', Message: 'success', Success: 'true' }],
    });
    expect(carried(cloud, id)).toBe('ops');
  });

  it('swas AttachKeyPair overwrites, and takes 50', async () => {
    const cloud = await openWithKeyPairs();
    const spec = { product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'legacy', count: 50 } as const;
    const ids = cloud.instances.add([spec]).map(({ instanceId }) => instanceId);
    expect((await change(cloud, 'AttachKeyPair', ids)).body).toMatchObject({ TotalCount: 50, FailCount: 0 });
    expect(new Set(ids.map((id) => carried(cloud, id)))).toEqual(new Set(['ops']));
  });

  it('reads InstanceIds.N in the order of N, whatever the order sent', async () => {
    const cloud = await openWithKeyPairs();
    const ids = Array.from({ length: 11 }, () => add(cloud));
    const { body } = await change(cloud, 'AttachKeyPair', ids);
    expect((body.Results as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId)).toEqual(ids);
  });

  it.each(statuses.swas)('swas AttachKeyPair of a server that is %s', async (status) => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { status });
    const isTaken = status === 'Running' || status === 'Stopped';
    const row = isTaken ? { Success: 'true' } : { Success: 'false', Code: 'IncorrectInstanceStatus' };
    expect((await change(cloud, 'AttachKeyPair', [id])).body).toMatchObject({ Results: [row] });
  });

  it('swas AttachKeyPair is refused whole with 404 when one id is unknown, or in its row when so set', async () => {
    const cloud = await openWithKeyPairs();
    const good = add(cloud);
    const refused = await change(cloud, 'AttachKeyPair', [good, 'none']);
    expect({ status: refused.status, code: refused.body.Code, message: refused.body.Message }).toEqual({
      status: 404,
      code: 'InvalidInstanceId.NotFound',
      message: 'The specified Instance Id does not exist.',
    });
    expect(carried(cloud, good)).toBeNull();
    cloud.settings.unknownInstanceId.swas = 'row';
    const rows = {
      FailCount: 1,
      Results: [{ Success: 'true' }, { Success: 'false', Code: 'InvalidInstanceId.NotFound' }],
    };
    expect((await change(cloud, 'AttachKeyPair', [good, 'none'])).body).toMatchObject(rows);
  });

  it('swas AttachKeyPair of Windows is refused in its row, or whole when so set', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { os: 'windows' });
    const code = 'DependencyViolation.WindowsInstance';
    expect((await change(cloud, 'AttachKeyPair', [id])).body).toMatchObject({
      Results: [{ Success: 'false', Code: code }],
    });
    cloud.settings.windows.swas = 'request';
    expect(await change(cloud, 'AttachKeyPair', [id])).toMatchObject({ status: 403, body: { Code: code } });
  });
});

describe('swas DetachKeyPair', () => {
  it('takes the key pair away; its sample spells success "True"', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'ops' });
    const { body } = await change(cloud, 'DetachKeyPair', [id]);
    expect(body).toMatchObject({ FailCount: 0, Results: [{ InstanceId: id, Success: 'True', Code: '200' }] });
    expect(carried(cloud, id)).toBeNull();
  });

  it('leaves another key pair alone', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'legacy' });
    expect((await change(cloud, 'DetachKeyPair', [id])).body).toMatchObject({ FailCount: 0 });
    cloud.settings.notAttached.swas = 'row';
    expect((await change(cloud, 'DetachKeyPair', [id])).body).toMatchObject({ Results: [{ Success: 'False' }] });
    expect(carried(cloud, id)).toBe('legacy');
  });
});
