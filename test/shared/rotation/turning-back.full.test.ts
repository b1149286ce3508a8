import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY_MS, openRotation, type RotationScene } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

async function openScene() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  const ids = [scene.make('ecs'), scene.make('swas')];
  return { scene, ids, letsIn: () => Promise.all(ids.map(scene.letsIn)) };
}

const carried = (scene: RotationScene, ids: readonly string[]) =>
  ids.map((id) => scene.cloud.instances.get(id)?.keyPairName);
const now = { action: 'now', keyPair: 'ops' };
const rollback = { action: 'rollback', keyPair: 'ops' };

describe('a rollback', () => {
  it('before the promotion withdraws the new key: out of the guests, and its key pairs are gone', async () => {
    const { scene, ids, letsIn } = await openScene();
    scene.make('ecs');
    scene.make('ecs');
    scene.cloud.faults.add({ fault: 'error', product: 'swas', action: 'AttachKeyPair', code: 'OperationDenied' });
    expect(await scene.ask(now)).toMatchObject({ phase: 'adding', counts: { verified: 3, pending: 1 } });
    scene.cloud.faults.clear();
    expect(await scene.ask(rollback)).toMatchObject({ phase: 'idle', health: 'fine', current: 'ops', pending: null });
    expect(await letsIn()).toEqual([['first'], ['first']]);
    expect(carried(scene, ids)).toEqual(['ops', 'ops']);
    expect(await scene.keyPairs('ecs')).toEqual(['ops']);
    expect(await scene.stages()).toEqual({ ops: ['ACSCurrent'] });
    expect((await scene.tick()).phase).toBe('idle');
  });

  it('after the promotion walks back, and the new key gets its grace', async () => {
    const { scene, ids, letsIn } = await openScene();
    const { current } = await scene.ask(now);
    expect(await scene.ask(rollback)).toMatchObject({ phase: 'grace', current: 'ops' });
    expect(carried(scene, ids)).toEqual(['ops', 'ops']);
    expect(await letsIn()).toEqual([
      ['first', '1'],
      ['first', '1'],
    ]);
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', current: 'ops' });
    expect(await letsIn()).toEqual([['first'], ['first']]);
    expect(await scene.keyPairs('ecs')).toEqual(['ops']);
    expect(await scene.stages()).toEqual({ ops: ['ACSCurrent'], [current ?? '']: ['ACSPrevious'] });
  });

  it('is refused when the old key was taken away, and when there never was another', async () => {
    const { scene } = await openScene();
    await expect(scene.ask(rollback)).rejects.toMatchObject({ code: 'RotationRefused' });
    await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    await scene.tick();
    await expect(scene.ask(rollback)).rejects.toMatchObject({ code: 'RotationRefused' });
  });
});

describe('a second rotation', () => {
  it('is refused while the first is not finished', async () => {
    const { scene } = await openScene();
    await scene.ask(now);
    await expect(scene.ask(now)).rejects.toMatchObject({ code: 'RotationRefused' });
  });

  it('follows the first, and takes its key pairs away', async () => {
    const { scene, letsIn } = await openScene();
    await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    await scene.tick();
    const { current } = await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', current });
    expect(await letsIn()).toEqual([['2'], ['2']]);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', current]);
    expect(await scene.keyPairs('swas')).toEqual(['ops', current]);
  });
});

describe('a revocation', () => {
  it('leaves no grace, reaches what was away when it returns, and is not to be rolled back', async () => {
    const { scene, letsIn } = await openScene();
    const away = scene.make('ecs');
    const leaked = (await scene.ask(now)).current ?? '';
    await scene.cloud.instances.change(away, { agent: 'offline' });
    const revoked = await scene.ask({ ...now, revoke: true });
    expect(revoked).toMatchObject({ phase: 'grace', health: 'attention', counts: { verified: 2, lagging: 1 } });
    expect(await letsIn()).toEqual([
      ['first', '2'],
      ['first', '2'],
    ]);
    expect(await scene.letsIn(away)).toEqual(['first', '1']);
    expect((await scene.stages())[leaked]).toContainEqual(expect.stringMatching(/^RevokedLagging-/));
    await expect(scene.ask({ ...rollback, generation: leaked })).rejects.toMatchObject({ code: 'RotationRefused' });
    await scene.cloud.instances.change(away, { agent: 'online' });
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine', counts: { verified: 3 } });
    expect(await scene.letsIn(away)).toEqual(['2']);
    expect(await scene.keyPairs('ecs')).toEqual(['ops', scene.cloud.instances.get(away)?.keyPairName]);
  });
});
