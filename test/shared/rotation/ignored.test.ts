import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { readCommand } from '../../../shared/change/command.ts';
import { dispatch } from '../../../shared/change/dispatch.ts';
import { startInvocation } from '../../../shared/runtime/invocation.ts';
import { contextFor, createDriver, targetOf } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

const fleet = opsFleet(
  'takeEffect: online\nfallback: onNextStart\nrotation: { every: 30d, grace: 24h, secret: keyfleet/ops }',
);

/** An instance in the grace of a rotation, with both keys inside, that is to be left alone from then on. */
async function openIgnored() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  const [id] = [scene.make('ecs'), scene.make('ecs')];
  await scene.ask({ action: 'now', keyPair: 'ops' });
  await createDriver(scene.cloud, 'ecs').tag('cn-hangzhou', [id], { 'keyfleet:ignore': 'yes' });
  const detach = (more: object = {}) => {
    const invocation = startInvocation(
      contextFor(scene.cloud, 300),
      { KEYFLEET_ENDPOINT: scene.cloud.url },
      scene.clock,
    );
    return dispatch(readCommand('detach', { ...targetOf('ecs', 'ops', [id]), ...more }, 1), invocation, fleet);
  };
  return { scene, id, detach };
}

describe('keyfleet:ignore in the middle of a rotation', () => {
  it('keeps both keys inside after the grace, and the instance is listed', async () => {
    const { scene, id } = await openIgnored();
    expect(await scene.letsIn(id)).toEqual(['first', '1']);
    scene.pass(DAY_MS + 60_000);
    const { instances, current } = await scene.tick();
    expect(instances.ignored).toMatchObject([{ instanceId: id, keyPairName: current, code: 'Ignored' }]);
    expect(await scene.letsIn(id)).toEqual(['first', '1']);
  });

  it('makes the key that is about to go no way in for a detach of the current one', async () => {
    const { scene, id, detach } = await openIgnored();
    const { results } = await detach({ takeEffect: 'online', includeIgnored: true });
    expect(results).toMatchObject([{ status: 'failed', code: 'WouldLockOut' }]);
    expect(results[0]?.message).toContain('but for those that the rotation takes away');
    expect(scene.cloud.instances.get(id)?.keyPairName).toMatch(/^ops-2/);
    expect((await detach({ allowLockOut: true, includeIgnored: true })).succeededCount).toBe(1);
  });
});
