import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { findLockedOut } from './scenes/disturbed.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const now = { action: 'now', keyPair: 'ops' };

afterAll(closeClouds);

describe('with an instance that stays unreachable', () => {
  it('rotations go on, the one key that lets it in is kept, and all is finished when it is back', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const staying = scene.make('ecs');
    const away = scene.make('ecs');
    const { current: needed } = await scene.ask(now);
    await scene.cloud.instances.change(away, { agent: 'offline' });
    for (let rotations = 2; rotations <= 7; rotations++) {
      scene.pass(DAY_MS + 60_000);
      expect(await scene.tick()).toMatchObject({ phase: 'lagging', counts: { verified: 1, lagging: 1 } });
      await scene.ask(now);
    }
    scene.pass(DAY_MS + 60_000);
    const { current } = await scene.tick();
    expect(scene.made).toHaveLength(7);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', needed, current]);
    expect(await scene.stages()).toMatchObject({ [needed ?? '']: [expect.stringMatching(/^Lagging-/)] });
    expect(await scene.keptKeys()).toEqual(expect.arrayContaining(['1', '7']));
    expect(await scene.takes(away)).toEqual(['first', '1']);
    expect(await findLockedOut(scene, [staying, away])).toEqual([]);

    await scene.cloud.instances.change(away, { agent: 'online' });
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine', counts: { verified: 2, lagging: 0 } });
    expect(await Promise.all([staying, away].map(scene.letsIn))).toEqual([['7'], ['7']]);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', current]);
  });

  it('none begins any more when five old ones are needed, and why is said', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const staying = scene.make('ecs');
    const rotate = async () => {
      const away = scene.make('ecs', { keyPairName: (await scene.ask({ action: 'status' })).current ?? 'ops' });
      await scene.tick();
      await scene.cloud.instances.change(away, { agent: 'offline' });
      const status = await scene.ask(now);
      scene.pass(DAY_MS + 60_000);
      await scene.tick();
      return status;
    };
    for (let rotations = 1; rotations <= 5; rotations++) await rotate();
    const fifth = await scene.tick();
    expect(fifth).toMatchObject({ phase: 'blocked', health: 'stuck', counts: { verified: 1, lagging: 5 } });
    expect(fifth.reason).toMatch(/^5 old generations wait for instances that cannot be reached/);
    await expect(scene.ask(now)).rejects.toMatchObject({ code: 'RotationRefused', message: fifth.reason });
    expect(await scene.letsIn(staying)).toEqual(['5']);
  });
});
