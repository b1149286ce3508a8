import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { findLockedOut } from './disturbed.ts';
import { DAY_MS, openRotation } from './scene.ts';
import { closeClouds } from './scene-cloud.ts';

const now = { action: 'now', keyPair: 'ops' };

afterAll(closeClouds);

describe('with an instance that stays unreachable', () => {
  it('five rotations go on, the sixth is blocked and says why, and all is finished when the instance is back', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const staying = scene.make('ecs');
    const away = scene.make('ecs');
    await scene.ask(now);
    await scene.cloud.instances.change(away, { agent: 'offline' });
    const rotate = async () => {
      scene.pass(DAY_MS + 60_000);
      expect(await scene.tick()).toMatchObject({ phase: 'lagging', health: 'attention' });
      return scene.ask(now);
    };
    for (let rotations = 2; rotations <= 5; rotations++) await rotate();
    scene.pass(DAY_MS + 60_000);
    const fifth = await scene.tick();
    expect(fifth).toMatchObject({ phase: 'blocked', health: 'stuck', counts: { verified: 1, lagging: 1 } });
    expect(fifth.reason).toMatch(/^5 old generations wait for instances that cannot be reached/);
    expect(fifth.next).toMatch(/come back/);

    const before = await scene.stages();
    await expect(scene.ask(now)).rejects.toMatchObject({ code: 'RotationRefused', message: fifth.reason });
    await expect(scene.ask({ ...now, revoke: true })).rejects.toMatchObject({ code: 'RotationRefused' });
    scene.pass(31 * DAY_MS);
    expect(await scene.tick()).toMatchObject({ phase: 'blocked', health: 'stuck', reason: fifth.reason });
    expect(await scene.stages()).toEqual(before);
    expect(scene.made).toHaveLength(5);
    expect(await scene.keptKeys()).toEqual(expect.arrayContaining(['first', '1', '2', '3', '4', '5']));
    expect(await scene.takes(away)).toEqual(['first', '1']);
    expect(await findLockedOut(scene, [staying, away])).toEqual([]);

    await scene.cloud.instances.change(away, { agent: 'online' });
    const back = await scene.tick();
    expect(back).toMatchObject({ phase: 'idle', counts: { verified: 2, lagging: 0 } });
    expect(await scene.takes(away)).toEqual(['5']);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', back.current]);
    const sixth = await scene.tick();
    expect(sixth).toMatchObject({ phase: 'grace', health: 'fine', counts: { verified: 2 } });
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine', current: sixth.current });
    expect(await Promise.all([staying, away].map(scene.letsIn))).toEqual([['6'], ['6']]);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', sixth.current]);
  }, 90_000);
});
