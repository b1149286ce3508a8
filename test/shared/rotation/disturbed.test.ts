import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { disturbanceOf } from './disturbance.ts';
import { disturb, restful, rotateUnder } from './disturbed.ts';
import { DAY_MS, openRotation } from './scene.ts';
import { closeClouds } from './scene-cloud.ts';

afterAll(closeClouds);

describe('a disturbed rotation', () => {
  // Overlapping ticks, a jumping clock and an edge node among them; the longer suite has more.
  it.each([3, 10, 12])(
    'comes to its end under the faults of seed %i',
    async (seed) => {
      expect((await disturb(disturbanceOf(seed))).end).toEqual(restful);
    },
    90_000,
  );

  it('comes to its end with a clock that jumps', async () => {
    expect(await rotateUnder([], { jumps: true, seed: 4 })).toEqual(restful);
  }, 90_000);

  it('is one rotation when two ticks begin it at once', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const before = await scene.promoteBefore();
    const ids = [scene.make('ecs', { keyPairName: before }), scene.make('swas', { keyPairName: before })];
    await Promise.all([scene.tick(), scene.tick()]);
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    scene.pass(DAY_MS + 60_000);
    await Promise.all([scene.tick(), scene.tick()]);
    const status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(status.generations).toHaveLength(3);
    const wanted = await scene.currentKey();
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual([[wanted], [wanted]]);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', status.current]);
  });
});
