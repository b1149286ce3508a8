import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { fingerprintOf } from '../../../shared/rotation/secret/fingerprint.ts';
import { firstKey } from './scenes/key-pool.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';
import { secretsOf } from './scenes/scene-keys.ts';

const now = { action: 'now', keyPair: 'ops' };

afterAll(closeClouds);

describe('the key pair that is there before the first rotation', () => {
  it('is adopted as generation 0: its fingerprint is noted, its key retired from guests, its key pair kept', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const ids = [scene.make('ecs'), scene.make('swas')];
    const started = await scene.ask(now);
    expect(started.generations[0]).toMatchObject({ name: 'ops' });
    const secret = await secretsOf(scene.cloud).get('keyfleet/ops', { versionId: 'ops' });
    const fingerprint = expect.stringMatching(/^(SHA256|MD5):/);
    const noted = [
      { product: 'ecs', regionId: 'cn-hangzhou', fingerprint },
      { product: 'ens', regionId: null, fingerprint },
      { product: 'swas', regionId: 'cn-hangzhou', fingerprint },
    ];
    expect(JSON.parse(secret?.data ?? '')).toMatchObject({ fingerprints: noted });
    expect(secret?.data).toContain(fingerprintOf(firstKey.publicKey));
    expect(secret?.data).not.toContain('PRIVATE KEY');
    scene.pass(DAY_MS + 60_000);
    const finished = await scene.tick();
    expect(finished).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(finished.record?.fingerprintsBefore).toMatchObject(noted);
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual([['1'], ['1']]);
    for (const product of ['ecs', 'swas'] as const) {
      expect(await scene.keyPairs(product)).toEqual(['ops', started.current]);
    }
  });
});
