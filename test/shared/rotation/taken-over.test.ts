import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDriver, regionOf } from '../../stack.ts';
import { putKey } from './scenes/in-guest.ts';
import { firstKey } from './scenes/key-pool.ts';
import { openRotation, RARELY } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

describe('a fleet from before proofs were marked and keys remembered', () => {
  it('is taken over by one tick, with no restart and no key lost that is in use', async () => {
    const scene = await openRotation({ lines: RARELY });
    onTestFinished(() => scene.close());
    const keyPairName = await scene.promoteBefore({ isMarked: false });
    const running = scene.make('ecs', { keyPairName });
    const swas = scene.make('swas', { keyPairName });
    const stopped = scene.make('ecs', {
      keyPairName,
      status: 'Stopped',
      tags: { ssh: 'ops', 'keyfleet:keeps': 'ops' },
    });
    const kept = scene.make('ecs', { keyPairName, tags: { ssh: 'ops', 'keyfleet:keeps': 'ops' } });
    await putKey(scene.cloud, kept, firstKey.publicKey);
    expect(await scene.takes(kept)).toEqual(['first', '1']);

    const status = await scene.tick();
    expect(status).toMatchObject({ current: keyPairName, pending: null, counts: { verified: 3, lagging: 1 } });
    expect(await Promise.all([running, swas, kept].map(scene.takes))).toEqual([['1'], ['1'], ['1']]);
    expect(scene.cloud.instances.get(kept)?.tags).not.toHaveProperty('keyfleet:keeps');
    expect(await scene.keptKeys()).toContain('1');
    const histories = [running, swas, stopped, kept].map((id) => scene.cloud.instances.get(id)?.history);
    expect(histories.every((one) => one?.stops === 0 && one.starts === 0 && one.reboots === 0)).toBe(true);

    const { power } = createDriver(scene.cloud, 'ecs');
    await power.start(regionOf('ecs'), [stopped]);
    await expect.poll(() => scene.cloud.instances.get(stopped)?.status).toBe('Running');
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine', counts: { verified: 4 } });
    expect(scene.cloud.instances.get(stopped)?.tags).not.toHaveProperty('keyfleet:keeps');
  });

  it('in the middle of a grace keeps both keys until its end', async () => {
    const scene = await openRotation({ lines: RARELY });
    onTestFinished(() => scene.close());
    const id = scene.make('ecs');
    await scene.ask({ action: 'now', keyPair: 'ops' });
    await createDriver(scene.cloud, 'ecs').untag(regionOf('ecs'), [id], ['keyfleet:proven']);
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
    expect(await scene.takes(id)).toEqual(['first', '1']);
  });
});
