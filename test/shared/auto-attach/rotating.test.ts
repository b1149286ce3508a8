import { describe, expect, it } from 'vitest';
import { createSecrets, kmsApi } from '../../../shared/cloud/kms/index.ts';
import { createKeyPair, inKms, openLocal } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, created } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };

describe('key pair that rotates', () => {
  const rotating = opsFleet('takeEffect: onNextStart\nrotation: { every: 30d, secret: keyfleet/ops }');

  it('a key pair that rotates is attached in its newest promoted generation, and any other is left to the rotation', async () => {
    const scene = await createAutoScene();
    const newest = 'ops-20260101T000000Z';
    await createKeyPair(scene.cloud, 'ecs', newest);
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
    await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: newest, data: 'a private key' });
    const [fresh = '', older = ''] = [
      ...scene.make('ecs', 1, ours),
      ...scene.make('ecs', 1, { ...ours, keyPairName: 'ops' }),
    ];
    const report = await scene.handle(created('ecs', [fresh, older]), rotating);
    expect(report.results.map(({ code }) => code).toSorted()).toEqual(['200', 'AlreadyAttached']);
    expect(scene.cloud.instances.get(fresh)?.keyPairName).toBe(newest);
    expect(scene.cloud.instances.get(older)?.keyPairName).toBe('ops');
  });

  it('a key pair that rotates is attached as the secret at home says, wherever the function is', async () => {
    const scene = await createAutoScene();
    const newest = 'ops-20260101T000000Z';
    await createKeyPair(scene.cloud, 'ecs', newest);
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-shanghai')));
    await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: newest, data: 'a private key' });
    const [id = ''] = scene.make('ecs', 1, ours);
    const lines = 'takeEffect: onNextStart\nrotation: { every: 30d, secret: keyfleet/ops }';
    await scene.handle(created('ecs', [id]), opsFleet(lines, 'secrets: { region: cn-shanghai }'));
    expect(scene.cloud.instances.get(id)?.keyPairName).toBe(newest);
  });

  it.each([
    ['another fleet', '1234567890123456/other/keyfleet-rotate'],
    ['another account', '1/fleet/keyfleet-rotate'],
  ])('a key pair that rotates is attached in none where its secret is of %s', async (_, owner) => {
    const scene = await createAutoScene();
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
    const tags = { 'keyfleet:owner': owner };
    await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'ops', data: 'x', tags });
    const ids = scene.make('ecs', 1, ours);
    await expect(scene.handle(created('ecs', ids), rotating)).rejects.toMatchObject({ code: 'OtherOwner' });
    expect(scene.cloud.instances.get(ids[0] ?? '')?.keyPairName).toBe(null);
    await secrets.tag('keyfleet/ops', { 'keyfleet:owner': `${scene.cloud.accountId}/fleet/any-function` });
    const report = await scene.handle(created('ecs', ids), rotating);
    expect(report.results).toMatchObject([{ keyPairName: 'ops' }]);
  });

  it('a key pair that rotates is attached in none while its current generation is revoked', async () => {
    const scene = await createAutoScene();
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
    await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'ops', data: 'x' });
    await secrets.updateStage('keyfleet/ops', 'Revoked-20260101T000000Z', { to: 'ops' });
    const [id = ''] = scene.make('ecs', 1, ours);
    const report = await scene.handle(created('ecs', [id]), rotating);
    expect(report.results).toMatchObject([{ status: 'skipped', code: 'RevokedGeneration', attached: 'no' }]);
    expect(scene.cloud.instances.get(id)?.keyPairName).toBe(null);
  });

  it('a key pair that rotates is attached in none where its secret is lost and products show what it made', async () => {
    const scene = await createAutoScene();
    await createKeyPair(scene.cloud, 'ecs', 'ops-20250101T000000Z');
    const [id = ''] = scene.make('ecs', 1, ours);
    const report = await scene.handle(created('ecs', [id]), rotating);
    expect(report.results).toMatchObject([{ status: 'failed', code: 'UnknownGeneration' }]);
    expect(scene.cloud.instances.get(id)?.keyPairName).toBe(null);
  });

  it('a key pair that rotates is attached in none while it cannot be seen which is the newest', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ecs', 1, ours);
    scene.cloud.faults.add({ product: 'kms', fault: 'html502' });
    await expect(scene.handle(created('ecs', ids), rotating)).rejects.toMatchObject({ code: 'NoAnswer' });
    expect(scene.cloud.instances.get(ids[0] ?? '')?.keyPairName).toBe(null);
  });
});
