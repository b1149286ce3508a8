import { describe, expect, it } from 'vitest';
import { fleetOf, opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, created, stateChange } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const always = opsFleet('takeEffect: restart\nrestart: always');

describe.each(['ecs', 'ens', 'swas'] as const)('restarting on %s', (product) => {
  it('a restart is done once by many runs at once', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make(product, 1, ours);
    const tick = { triggerTime: 't', triggerName: 'n' };
    await scene.clock.run(Promise.all(Array.from({ length: 20 }, () => scene.begin(tick, always))));
    expect(scene.count(/^(RebootInstances?|StopInstance)$/)).toBe(1);
    expect(scene.cloud.instances.get(id)).toMatchObject({ status: 'Running', keyPairName: 'ops', tags: ours.tags });
  });
});

describe('launch that may always be restarted, with a guest whose cloud-init never runs', () => {
  it.each([
    ['at once', 0],
    ['spread over a second', 1_000],
    ['spread over ten seconds', 10_000],
    ['spread over ten minutes', 600_000],
  ])(
    'a launch that may always be restarted, with a guest whose cloud-init never runs is restarted once by 50 events %s',
    async (_, spreadMs) => {
      const scene = await createAutoScene();
      const [id = ''] = scene.make('ecs', 1, { ...ours, runCloudInit: false });
      const arrive = async () => {
        await scene.clock.sleep(scene.clock.random() * spreadMs);
        return scene.begin(stateChange(id), always);
      };
      await scene.clock.run(Promise.all(Array.from({ length: 50 }, arrive)));
      expect(scene.count(/^RebootInstances?$/)).toBe(1);
      expect(scene.cloud.instances.get(id)).toMatchObject({ status: 'Running', keyPairName: 'ops', tags: ours.tags });
    },
  );
});

describe('claim to restart', () => {
  it('a claim to restart is taken back when nothing could be attached', async () => {
    const scene = await createAutoScene();
    const fleet = fleetOf(`
keyPairs:
  - name: missing
    instances: [{ product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }]
    takeEffect: restart
    restart: always
`);
    const [id = ''] = scene.make('ecs', 1, ours);
    const report = await scene.handle(created('ecs', [id]), fleet);
    expect(report.results).toMatchObject([{ status: 'failed', code: 'InvalidKeyPairName.NotFound' }]);
    expect(scene.cloud.instances.get(id)?.tags).toEqual(ours.tags);
  });

  it('a claim to restart of somebody who died is taken over after ten minutes, and the restart finished once', async () => {
    const scene = await createAutoScene();
    const since = new Date(scene.clock.now()).toISOString();
    const left = {
      'keyfleet:restart': 'ops',
      'keyfleet:restart-since': since,
      'keyfleet:restart-claim': `${since} 1-dead`,
    };
    const [id = ''] = scene.make('ecs', 1, { tags: { ...ours.tags, ...left } });
    const early = await scene.handle(created('ecs', [id]), always);
    expect(early.results).toMatchObject([{ status: 'skipped', code: 'RestartUnderWay' }]);
    await scene.clock.run(scene.clock.sleep(600_000));
    await scene.clock.run(Promise.all([1, 2, 3].map(() => scene.begin(created('ecs', [id]), always))));
    expect(scene.count(/^RebootInstances?$/)).toBe(1);
    expect(scene.cloud.instances.get(id)).toMatchObject({ keyPairName: 'ops', tags: ours.tags });
  });
});
