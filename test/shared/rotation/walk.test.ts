import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

describe('a rotation', () => {
  it('walks from both keys to the new one alone, and nobody is locked out on the way', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const ids = [scene.make('ecs'), scene.make('ecs'), scene.make('swas')];
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => ['first']));

    const started = await scene.ask({ action: 'now', keyPair: 'ops' });
    expect(started).toMatchObject({ phase: 'grace', health: 'fine', counts: { verified: 3, pending: 0 } });
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => ['first', '1']));
    const generation = started.current ?? '';
    expect(ids.map((id) => scene.cloud.instances.get(id)?.keyPairName)).toEqual(ids.map(() => generation));
    expect(await scene.stages()).toEqual({
      [generation]: ['ACSCurrent'],
      ops: ['ACSPrevious', expect.stringMatching(/^KeepUntil-\d{8}T\d{6}Z$/)],
    });

    scene.pass(DAY_MS - 60_000);
    expect((await scene.tick()).phase).toBe('grace');
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => ['first', '1']));

    scene.pass(120_000);
    const finished = await scene.tick();
    expect(finished).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => ['1']));
    expect(await scene.stages()).toEqual({ [generation]: ['ACSCurrent'], ops: ['ACSPrevious'] });
    expect(await scene.keyPairs('ecs')).toEqual(['ops', generation]);
    expect(finished.record).toMatchObject({
      generation,
      startedBy: { by: 'now' },
      proofs: ids.map(() => ({ how: 'guest', isOldGone: true })),
    });
  });
});
