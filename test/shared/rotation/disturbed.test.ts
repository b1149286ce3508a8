import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { disturbanceOf } from './scenes/disturbance.ts';
import { disturb, restful } from './scenes/disturbed.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

/** The longer suite has 210 of them. */
const SEED = 6;

describe('a disturbed rotation', () => {
  it('comes to its end under faults, with an edge node, ticks that overlap and a clock that jumps', async () => {
    const disturbance = disturbanceOf(SEED);
    expect(disturbance).toMatchObject({ overlaps: true, jumps: true, hasEdge: true });
    expect((await disturb(disturbance)).end).toEqual(restful);
  });

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
