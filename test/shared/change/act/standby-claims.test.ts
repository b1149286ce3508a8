import { afterEach, describe, expect, it } from 'vitest';
import { essApi } from '../../../../shared/cloud/ess/api.ts';
import { RESTART_STANDBY_TAG } from '../../../../shared/restart/tag.ts';
import { openLocal } from '../../../stack.ts';
import { goOn } from './standby-overlaps.ts';
import { GROUP, openStandbyScene, restartOf, type StandbyScene, statusesOf } from './standby-scene.ts';

let scene: StandbyScene;
afterEach(() => scene.close());

const REGION = 'cn-hangzhou';
const enterStandby = (ids: readonly string[]) =>
  openLocal(scene.cloud)(essApi)('EnterStandby', { RegionId: REGION, ScalingGroupId: GROUP, InstanceIds: ids });

describe('a second restart of a scaling group', () => {
  it('a second run that dies at any call leaves nothing that the same request does not mend', async () => {
    scene = await openStandbyScene();
    const calls = await scene.runDoomed('attach', restartOf(scene.join(1)));
    await scene.close();
    const ends: unknown[] = [];
    for (let call = 3; call <= calls.length; call += 3) {
      scene = await openStandbyScene();
      const ids = scene.join(1);
      const first = scene.begin('attach', restartOf(ids));
      const point = { call, when: 'afterApplied' } as const;
      const second = scene.clock.sleep(4_000).then(() => scene.beginDoomed('attach', restartOf(ids), point));
      await scene.clock.run(Promise.all([first, second]));
      await scene.rest();
      await goOn(scene, ids);
      await scene.rest();
      ends.push({ call, stand: await scene.standOf(ids) });
      await scene.close();
    }
    expect(ends.length).toBeGreaterThan(4);
    expect(ends).toEqual(ends.map((end) => ({ ...(end as object), stand: ['Running InService'] })));
  });
});

describe('a scaling group that is slow', () => {
  it('an accepted standby that takes longer than anybody waits is no refusal: its marks stay, and the same request goes on', async () => {
    scene = await openStandbyScene({ standbyMs: 45_000 });
    const ids = scene.join(1);
    expect(await statusesOf(scene.attach(ids))).toEqual(['unknown RestartUnderWay']);
    expect((await scene.standOf(ids))[0]).toContain(RESTART_STANDBY_TAG);
    expect(scene.callsOf('RebootInstances')).toEqual([]);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual([expect.stringMatching(/^Running Standby .*standby/)]);
    await goOn(scene, ids);
    await scene.rest();
    await goOn(scene, ids);
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
    expect(scene.cloud.instances.get(ids[0] ?? '')?.history.reboots).toBe(1);
  });

  it('a look that fails once while a standby is waited for is made again', async () => {
    scene = await openStandbyScene({ standbyMs: 4_000 });
    const ids = scene.join(1);
    const report = scene.begin('attach', restartOf(ids));
    const fault = scene.clock.sleep(4_000).then(() =>
      scene.cloud.faults.add({
        product: 'ess',
        action: 'DescribeScalingInstances',
        fault: 'error',
        code: 'Busy',
        status: 403,
        times: 1,
      }),
    );
    await scene.clock.run(Promise.all([report, fault]));
    expect(await statusesOf(report)).toEqual(['succeeded 200']);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
  });
});

describe('the mark of a standby', () => {
  it('a mark that cannot be taken off is said, and the next run takes it off', async () => {
    scene = await openStandbyScene();
    const ids = scene.join(1);
    scene.cloud.faults.add({
      product: 'ecs',
      action: 'UntagResources',
      fault: 'error',
      code: 'Forbidden',
      status: 403,
    });
    const { results } = await scene.attach(ids);
    expect(results).toMatchObject([{ status: 'failed', code: 'StandbyMarkStays' }]);
    expect(results[0]?.message).toContain(RESTART_STANDBY_TAG);
    scene.cloud.faults.clear();
    expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200']);
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
  });

  it('a standby that a person wants after ours has ended stays', async () => {
    scene = await openStandbyScene();
    const ids = scene.join(1);
    await scene.attach(ids);
    await scene.rest();
    await enterStandby(ids);
    await scene.rest();
    await scene.attach(ids);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running Standby']);
  });

  it('an instance that an earlier run has restarted is not called unrestarted where its group cannot be seen', async () => {
    scene = await openStandbyScene({}, { rebootMs: 70_000 });
    const calls = await scene.runDoomed('attach', restartOf(scene.make('ecs', 1)));
    const [id = ''] = scene.make('ecs', 1);
    await scene.runDoomed('attach', restartOf([id]), {
      call: calls.indexOf('RebootInstances') + 1,
      when: 'afterApplied',
    });
    await scene.rest();
    await scene.rest();
    expect(scene.cloud.instances.get(id)?.history.reboots).toBe(1);
    scene.cloud.faults.add({
      product: 'ess',
      action: 'DescribeScalingInstances',
      fault: 'error',
      code: 'Forbidden.Unauthorized',
      status: 403,
    });
    expect(await statusesOf(scene.attach([id]))).toEqual(['succeeded 200']);
  });
});
