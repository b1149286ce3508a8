import type { InstanceSpec, LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../../../local/cloud/model/instance.ts';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';

async function openWithKeyPairs(options?: LocalCloudOptions): Promise<LocalCloud> {
  const cloud = await openCloud(options);
  await importKeyPair(cloud, 'ecs', 'ops');
  await importKeyPair(cloud, 'ecs', 'legacy');
  return cloud;
}

const add = (cloud: LocalCloud, spec: Partial<InstanceSpec> = {}) => addInstance(cloud, { product: 'ecs', ...spec });
const carried = (cloud: LocalCloud, id: string) => cloud.instances.get(id)?.keyPairName;

function change(
  cloud: LocalCloud,
  action: 'AttachKeyPair' | 'DetachKeyPair',
  instanceIds: string[],
  keyPairName = 'ops',
) {
  const parameters = { RegionId: 'cn-hangzhou', KeyPairName: keyPairName, InstanceIds: JSON.stringify(instanceIds) };
  return call(cloud, 'ecs', action, parameters);
}
const attach = (cloud: LocalCloud, ids: string[], name?: string) => change(cloud, 'AttachKeyPair', ids, name);
const detach = (cloud: LocalCloud, ids: string[], name?: string) => change(cloud, 'DetachKeyPair', ids, name);

describe('ecs AttachKeyPair', () => {
  it('answers in the types of the samples: counts are numbers, Code a string, Success a boolean', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud);
    const { body } = await attach(cloud, [id]);
    expect(body).toEqual({
      RequestId: expect.any(String),
      TotalCount: 1,
      FailCount: 0,
      KeyPairName: 'ops',
      Results: { Result: [{ InstanceId: id, Code: '200', Message: 'successful', Success: true }] },
    });
    expect(carried(cloud, id)).toBe('ops');
  });

  it('takes 50 instances, one row each, in the order asked', async () => {
    const cloud = await openWithKeyPairs();
    const made = cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 50 }]);
    const asked = made.map(({ instanceId }) => instanceId).toReversed();
    const { body } = await attach(cloud, asked);
    const rows = (body.Results as { Result: { InstanceId: string }[] }).Result;
    expect(rows.map((row) => row.InstanceId)).toEqual(asked);
  });

  it('replaces the key pair that is there', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'legacy' });
    await attach(cloud, [id]);
    expect(carried(cloud, id)).toBe('ops');
  });

  it('ecs AttachKeyPair may be repeated', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud);
    await attach(cloud, [id]);
    expect((await attach(cloud, [id])).body).toMatchObject({ FailCount: 0 });
  });

  it.each(statuses.ecs)('ecs AttachKeyPair of an instance that is %s', async (status) => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { status });
    const { body } = await attach(cloud, [id]);
    const isTaken = status === 'Running' || status === 'Stopped';
    const row = isTaken ? { Success: true, Code: '200' } : { Success: false, Code: 'IncorrectInstanceStatus' };
    expect(body).toMatchObject({ Results: { Result: [row] } });
    expect(carried(cloud, id)).toBe(isTaken ? 'ops' : null);
  });

  const problems = [
    { what: 'unknownInstanceId', code: 'InvalidInstanceId.NotFound', status: 404, spec: null },
    { what: 'windows', code: 'DependencyViolation.WindowsInstance', status: 403, spec: { os: 'windows' } },
    { what: 'ioOptimize', code: 'DependencyViolation.IoOptimize', status: 400, spec: { ioOptimized: false } },
    {
      what: 'incorrectStatus',
      code: 'IncorrectInstanceStatus',
      status: 403,
      spec: { status: 'Stopping', powerDurations: { stopMs: 1e9 } },
    },
  ] as const;
  describe.each(problems)('with one $what among others', ({ what, code, status, spec }) => {
    const prepare = (cloud: LocalCloud) => [add(cloud), spec ? add(cloud, spec) : 'i-none', add(cloud)] as const;

    it('says so in its row and attaches the others', async () => {
      const cloud = await openWithKeyPairs();
      const [first, bad, last] = prepare(cloud);
      const answer = await attach(cloud, [first, bad, last]);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        TotalCount: 3,
        FailCount: 1,
        Results: { Result: [{ Success: true }, { InstanceId: bad, Success: false, Code: code }, { Success: true }] },
      });
      expect([first, last].map((id) => carried(cloud, id))).toEqual(['ops', 'ops']);
    });

    it('refuses all of it when so set', async () => {
      const cloud = await openWithKeyPairs({ settings: { [what]: { ecs: 'request' } } });
      const [first, bad, last] = prepare(cloud);
      const answer = await attach(cloud, [first, bad, last]);
      expect({ status: answer.status, code: answer.body.Code }).toEqual({ status, code });
      expect([first, last].map((id) => carried(cloud, id))).toEqual([null, null]);
    });
  });

  it("ecs AttachKeyPair does not know another region's or product's instances", async () => {
    const cloud = await openWithKeyPairs();
    const ids = [add(cloud, { regionId: 'cn-shanghai' }), addInstance(cloud, { product: 'swas' })];
    const { body } = await attach(cloud, ids);
    const unknown = { Code: 'InvalidInstanceId.NotFound' };
    expect(body).toMatchObject({ FailCount: 2, Results: { Result: [unknown, unknown] } });
  });

  it('answers 404 for a key pair that is not there, as the oldest page, when so set', async () => {
    const cloud = await openWithKeyPairs({ settings: { keyPairNotFoundStatus: 404 } });
    const { status, body } = await attach(cloud, ['i-1'], 'none');
    expect({ status, code: body.Code }).toEqual({ status: 404, code: 'InvalidKeyPairName.NotFound' });
  });
});

describe('ecs DetachKeyPair', () => {
  it('takes the key pair away', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'ops' });
    const { body } = await detach(cloud, [id]);
    expect(body).toMatchObject({ KeyPairName: 'ops', Results: { Result: [{ InstanceId: id, Success: true }] } });
    expect(carried(cloud, id)).toBeNull();
  });

  it.each([
    ['success', { FailCount: 0, Results: { Result: [{ Code: '200', Success: true }] } }],
    ['row', { FailCount: 1, Results: { Result: [{ Code: 'PublicKeyNotAttachWithInstance', Success: false }] } }],
    ['request', { Code: 'PublicKeyNotAttachWithInstance' }],
  ] as const)('leaves another key pair alone; set to %s', async (reading, expected) => {
    const cloud = await openWithKeyPairs({ settings: { notAttached: { ecs: reading } } });
    const id = add(cloud, { keyPairName: 'legacy' });
    expect((await detach(cloud, [id])).body).toMatchObject(expected);
    expect(carried(cloud, id)).toBe('legacy');
  });

  it('ecs DetachKeyPair does not mind an instance that is not I/O optimised', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'ops', ioOptimized: false });
    expect((await detach(cloud, [id])).body).toMatchObject({ FailCount: 0 });
  });
});
