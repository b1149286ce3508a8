import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const now = { action: 'now', keyPair: 'ops' };
const inShanghai = { of: { regionId: 'cn-shanghai' } };
const reason = 'rotations of this fleet are done in cn-hangzhou, where fleet.yaml has its secrets';

afterAll(closeClouds);

async function open() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  const keyPairName = await scene.promoteBefore();
  scene.make('ecs', { keyPairName });
  scene.cloud.calls.clear();
  return { ...scene, before: keyPairName };
}

describe('rotate in another region than that of the secrets', () => {
  it('does nothing on a tick or an event, and says where it is done', async () => {
    const { cloud, askAs } = await open();
    const event = { source: 'acs.ecs', type: 'ecs:Instance:StateChange', aliyunaccountid: cloud.accountId };
    const data = { resourceId: 'i-1', resourceType: 'ALIYUN::ECS::Instance', state: 'Running' };
    const timer = { triggerName: 'tick', triggerTime: '2026-11-21T00:00:00Z', payload: '{"action":"tick"}' };
    for (const request of [{ action: 'tick' }, timer, { ...event, id: '1', specversion: '1.0', data }]) {
      expect(await askAs(inShanghai, request)).toMatchObject({ keyPairs: [], reasons: [reason], home: 'cn-hangzhou' });
    }
    expect(cloud.calls.list()).toEqual([]);
  });

  it.each([now, { ...now, revoke: true }, { action: 'rollback', keyPair: 'ops' }])('refuses %j', async (request) => {
    const { cloud, askAs } = await open();
    const message = `${reason}: ask the function there`;
    await expect(askAs(inShanghai, request)).rejects.toMatchObject({ code: 'RotationRefused', message });
    expect(cloud.calls.list()).toEqual([]);
  });

  it('answers a status with what is at home, and changes nothing', async () => {
    const { cloud, askAs, before } = await open();
    const report = await askAs(inShanghai, { action: 'status' });
    expect(report).toMatchObject({ home: 'cn-hangzhou', keyPairs: [{ current: before, phase: 'idle' }] });
    const writes = cloud.calls.list().filter(({ action }) => !/^(Describe|List|Get)/.test(action ?? ''));
    expect(writes).toEqual([]);
  });
});

describe('two deployments of one fleet', () => {
  it('make one generation between them, in the KMS of their home', async () => {
    const { cloud, ask, askAs } = await open();
    const [tick, report] = await Promise.all([ask({ action: 'tick' }), askAs(inShanghai, { action: 'tick' })]);
    expect(tick).toMatchObject({ phase: 'grace', health: 'fine' });
    expect(report.keyPairs).toEqual([]);
    const generations = cloud.calls.list().filter(({ action }) => action === 'ImportKeyPair');
    expect(generations).toHaveLength(1);
    const regions = cloud.calls
      .list()
      .filter(({ product }) => product === 'kms')
      .map(({ parameters }) => parameters.RegionId);
    expect([...new Set(regions)]).toEqual(['cn-hangzhou']);
  });
});
