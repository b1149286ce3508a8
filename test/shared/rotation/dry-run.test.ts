import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { provenTag } from './scenes/proven-tag.ts';
import { openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

describe('a dry run of a rotation', () => {
  it.each([
    ['now', { action: 'now' }, { added: 1, graceSeconds: 86_400 }],
    [
      'a revoke',
      { action: 'now', revoke: true },
      { added: 1, graceSeconds: 0, note: expect.stringContaining('no grace') },
    ],
  ])('of %s says instance by instance what would be done, and changes nothing', async (_, request, forecast) => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const keyPairName = await scene.promoteBefore();
    const tags = { ssh: 'ops', ...provenTag(keyPairName, scene.clock.now()) };
    const [id, foreign] = [
      scene.make('ecs', { keyPairName, agent: 'offline', tags }),
      scene.make('ecs', { keyPairName: 'ops', status: 'Stopped' }),
    ];
    scene.cloud.calls.clear();
    const status = await scene.ask({ ...request, keyPair: 'ops', dryRun: true });
    expect(status.forecast?.instances.map(({ instanceId, isLater }) => [instanceId, isLater])).toEqual([
      [id, false],
      [foreign, true],
    ]);
    expect(status.forecast).toMatchObject(forecast);
    const writes = scene.cloud.calls.list().filter(({ action }) => !/^(Describe|List|Get)/.test(action ?? ''));
    expect(writes).toEqual([]);
    expect((await scene.ask({ action: 'status' })).forecast).toBeUndefined();
  });
});
