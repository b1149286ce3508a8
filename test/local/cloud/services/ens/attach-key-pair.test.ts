import type { InstanceSpec, LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../../../local/cloud/model/instance.ts';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

async function openWithKeyPairs(options?: LocalCloudOptions): Promise<LocalCloud> {
  const cloud = await openCloud(options);
  await importKeyPair(cloud, 'ens', 'ops');
  await importKeyPair(cloud, 'ens', 'legacy');
  return cloud;
}

const add = (cloud: LocalCloud, spec: Partial<InstanceSpec> = {}) =>
  addInstance(cloud, { product: 'ens', status: 'Stopped', ...spec });
const carried = (cloud: LocalCloud, id: string) => cloud.instances.get(id)?.keyPairName;

async function idOf(cloud: LocalCloud, keyPairName: string): Promise<string> {
  const { body } = await call(cloud, 'ens', 'DescribeKeyPairs', { KeyPairName: keyPairName });
  return (body.KeyPairs as { KeyPair: { KeyPairId: string }[] }).KeyPair[0]?.KeyPairId ?? '';
}

const change = (
  cloud: LocalCloud,
  action: string,
  instanceIds: string[],
  keyPair: Parameters = { KeyPairName: 'ops' },
) => call(cloud, 'ens', action, { ...keyPair, InstanceIds: JSON.stringify(instanceIds) });

describe('ens AttachKeyPair', () => {
  it('answers flat: Code an integer, Success a boolean', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud);
    const { body } = await change(cloud, 'AttachKeyPair', [id]);
    expect(body).toEqual({
      RequestId: expect.any(String),
      KeyPairId: await idOf(cloud, 'ops'),
      KeyPairName: 'ops',
      TotalCount: 1,
      FailCount: 0,
      Results: [{ InstanceId: id, Code: 200, Message: 'successful', Success: true }],
    });
    expect(carried(cloud, id)).toBe('ops');
  });

  it('takes the id rather than the name', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'legacy' });
    await change(cloud, 'AttachKeyPair', [id], { KeyPairId: await idOf(cloud, 'ops'), KeyPairName: 'legacy' });
    expect(carried(cloud, id)).toBe('ops');
  });

  it('takes 30 instances of any edge region', async () => {
    const cloud = await openWithKeyPairs();
    const here = cloud.instances.add([{ product: 'ens', status: 'Stopped', count: 29 }]);
    const ids = [...here.map(({ instanceId }) => instanceId), add(cloud, { regionId: 'cn-beijing-telecom' })];
    expect((await change(cloud, 'AttachKeyPair', ids)).body).toMatchObject({ TotalCount: 30, FailCount: 0 });
  });

  it.each(statuses.ens)('ens AttachKeyPair of an instance that is %s: only Stopped will do', async (status) => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { status });
    const { body } = await change(cloud, 'AttachKeyPair', [id]);
    const refused = { Code: 403, Message: expect.stringMatching(/^IncorrectInstanceStatus: /), Success: false };
    expect(body).toMatchObject({ Results: [status === 'Stopped' ? { Code: 200, Success: true } : refused] });
    expect(carried(cloud, id)).toBe(status === 'Stopped' ? 'ops' : null);
  });

  const problems = [
    { what: 'unknownInstanceId', code: 'InvalidInstanceId.NotFound', status: 404, spec: null },
    { what: 'windows', code: 'DependencyViolation.WindowsInstance', status: 403, spec: { os: 'windows' } },
    { what: 'incorrectStatus', code: 'IncorrectInstanceStatus', status: 403, spec: { status: 'Running' } },
  ] as const;
  describe.each(problems)('with one $what among others', ({ what, code, status, spec }) => {
    it('says so in its row and attaches the others', async () => {
      const cloud = await openWithKeyPairs();
      const [good, bad] = [add(cloud), spec ? add(cloud, spec) : 'i-none'];
      const { body } = await change(cloud, 'AttachKeyPair', [bad, good]);
      expect(body).toMatchObject({
        TotalCount: 2,
        FailCount: 1,
        Results: [{ InstanceId: bad, Code: status }, { Code: 200 }],
      });
      expect(carried(cloud, good)).toBe('ops');
    });

    it('refuses all of it when so set', async () => {
      const cloud = await openWithKeyPairs({ settings: { [what]: { ens: 'request' } } });
      const [good, bad] = [add(cloud), spec ? add(cloud, spec) : 'i-none'];
      const answer = await change(cloud, 'AttachKeyPair', [good, bad]);
      expect({ status: answer.status, code: answer.body.Code }).toEqual({ status, code });
      expect(carried(cloud, good)).toBeNull();
    });
  });
});

describe('ens DetachKeyPair', () => {
  it('takes the key pair away, by name and by id', async () => {
    const cloud = await openWithKeyPairs();
    const ids = [add(cloud, { keyPairName: 'ops' }), add(cloud, { keyPairName: 'ops' })];
    await change(cloud, 'DetachKeyPair', ids.slice(0, 1));
    await change(cloud, 'DetachKeyPair', ids.slice(1), { KeyPairId: await idOf(cloud, 'ops') });
    expect(ids.map((id) => carried(cloud, id))).toEqual([null, null]);
  });

  it.each([undefined, 'legacy'])(
    'ens DetachKeyPair by name is refused whole when one instance carries %s instead',
    async (keyPairName) => {
      const cloud = await openWithKeyPairs();
      const good = add(cloud, { keyPairName: 'ops' });
      const other = add(cloud, keyPairName ? { keyPairName } : {});
      const { status, body } = await change(cloud, 'DetachKeyPair', [good, other]);
      expect({ status, code: body.Code, message: body.Message }).toEqual({
        status: 400,
        code: 'PublicKeyNotAttachWithInstance',
        message: 'Public Key Not Attach With Instance.',
      });
      expect(carried(cloud, good)).toBe('ops');
    },
  );

  it('ens DetachKeyPair by id says so in the row', async () => {
    const cloud = await openWithKeyPairs();
    const ids = [add(cloud, { keyPairName: 'ops' }), add(cloud)];
    const { body } = await change(cloud, 'DetachKeyPair', ids, { KeyPairId: await idOf(cloud, 'ops') });
    expect(body).toMatchObject({ FailCount: 1, Results: [{ Success: true }, { Success: false, Code: 400 }] });
    expect(carried(cloud, ids[0] ?? '')).toBeNull();
  });

  it('leaves an instance that is running alone', async () => {
    const cloud = await openWithKeyPairs();
    const id = add(cloud, { keyPairName: 'ops', status: 'Running' });
    expect((await change(cloud, 'DetachKeyPair', [id])).body).toMatchObject({ FailCount: 1 });
    expect(carried(cloud, id)).toBe('ops');
  });
});
