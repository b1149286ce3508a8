import { afterEach, describe, expect, it } from 'vitest';
import { RESTART_SINCE_TAG, RESTART_TAG } from '../../../../shared/restart/tag.ts';
import { createKeyPair, rpc, targetOf } from '../../../stack.ts';
import { createScene, type Scene } from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

async function setUp(product: 'ecs' | 'ens') {
  scene = await createScene({ power: { rebootMs: 40_000, stopMs: 20_000, startMs: 20_000 } });
  await createKeyPair(scene.cloud, product, 'ops');
  scene.cloud.calls.clear();
  return scene;
}

const countOf = (action: RegExp) => scene.cloud.calls.list().filter((call) => action.test(call.action ?? '')).length;

describe('a restart of an edge node', () => {
  it.each(['StopInstance', 'StopInstances', 'StartInstance', 'StartInstances'])(
    'goes on when %s never arrived and its answer is lost: it is asked again',
    async (action) => {
      const { cloud, make, run } = await setUp('ens');
      const [id = ''] = make('ens', 1);
      cloud.faults.add({ product: 'ens', action, fault: 'resetBefore', times: 1 });

      const report = await run('attach', { ...targetOf('ens', 'ops', [id]), takeEffect: 'restart' });

      expect(report.results).toMatchObject([{ status: 'succeeded', attached: 'yes' }]);
      expect(cloud.instances.get(id)).toMatchObject({ status: 'Running', keyPairName: 'ops', tags: {} });
    },
  );
});

describe('a restart that an earlier run asked for', () => {
  it.each(['Stopping', 'Starting'] as const)('is not asked for again while the instance is %s', async (status) => {
    const { cloud, clock, make, run } = await setUp('ecs');
    cloud.settings.power.rebootStatus = status;
    const tags = { [RESTART_TAG]: 'ops', [RESTART_SINCE_TAG]: new Date(clock.now()).toISOString() };
    const [id = ''] = make('ecs', 1, { keyPairName: 'ops', tags });
    await rpc(cloud, 'ecs')('RebootInstances', { RegionId: 'cn-hangzhou', InstanceId: [id] });
    await clock.run(clock.sleep(1_000));
    expect(cloud.instances.get(id)?.status).toBe(status);

    const report = await run('attach', targetOf('ecs', 'ops', [id]));

    expect(report.results).toMatchObject([{ status: 'succeeded', attached: 'yes' }]);
    expect(countOf(/^Reboot/)).toBe(1);
    expect(cloud.instances.get(id)).toMatchObject({ status: 'Running', tags: {} });
  });

  it('is asked for when the instance still runs as before', async () => {
    const { clock, make, run } = await setUp('ecs');
    const [id = ''] = make('ecs', 1, { keyPairName: 'ops' });
    await clock.run(clock.sleep(600_000));
    const tags = { [RESTART_TAG]: 'ops', [RESTART_SINCE_TAG]: new Date(clock.now()).toISOString() };
    Object.assign(scene.cloud.instances.get(id)?.tags ?? {}, tags);

    await run('attach', targetOf('ecs', 'ops', [id]));

    expect(countOf(/^Reboot/)).toBe(1);
  });
});
