import { describe, expect, it } from 'vitest';
import { RESTART_CLAIM_TAG, RESTART_SINCE_TAG, RESTART_TAG } from '../../../shared/restart/tag.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, created, stateChange } from './auto-scene.ts';

const ours = { ssh: 'ops' };
const always = opsFleet('takeEffect: restart\nrestart: always');

describe('a claim to restart', () => {
  it('on what a run that died has restarted already leads to no second restart, and the marks go', async () => {
    const scene = await createAutoScene();
    const since = new Date(scene.clock.now() - 120_000).toISOString();
    const left = { [RESTART_TAG]: 'ops', [RESTART_SINCE_TAG]: since, [RESTART_CLAIM_TAG]: `${since} 1-dead` };
    const [id = ''] = scene.make('ecs', 1, { tags: { ...ours, ...left }, keyPairName: 'ops' });
    await scene.clock.run(scene.clock.sleep(600_000));

    const report = await scene.handle(created('ecs', [id]), always);

    expect(report.results).toMatchObject([{ instanceId: id, attached: 'yes' }]);
    expect(scene.count(/^RebootInstances?$/)).toBe(0);
    expect(scene.cloud.instances.get(id)).toMatchObject({ status: 'Running', tags: ours });
  });

  it('for which no time is left was not started, and nothing is restarted', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, { tags: ours });
    scene.cloud.faults.add({ product: 'ecs', action: 'TagResources', fault: 'throttle' });

    const report = await scene.handle(created('ecs', [id]), always, 60_000);

    expect(report.results).toMatchObject([{ status: 'skipped', code: 'NotStarted' }]);
    expect(scene.count(/^(RebootInstances?|AttachKeyPair)$/)).toBe(0);
  });

  it('that may not be written fails with the reason, and the other instances go on', async () => {
    const scene = await createAutoScene();
    const [ecs = '', ens = ''] = [...scene.make('ecs', 1, { tags: ours }), ...scene.make('ens', 1, { tags: ours })];
    const fault = { fault: 'error', code: 'Forbidden.RAM', status: 403 } as const;
    scene.cloud.faults.add({ product: 'ecs', action: 'TagResources', ...fault });

    const report = await scene.handle({ triggerTime: 't', triggerName: 'n' }, always);

    const outcomes = report.results.map(({ instanceId, status, code }) => `${instanceId} ${status} ${code}`);
    expect(outcomes.toSorted()).toEqual([`${ecs} failed Forbidden.RAM`, `${ens} succeeded 200`].toSorted());
  });
});

describe('an event about an instance whose agent may not be asked for', () => {
  it('takes the fallback, as where no agent answers', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, { tags: ours });
    const fault = { fault: 'error', code: 'Forbidden.RAM', status: 403 } as const;
    scene.cloud.faults.add({ product: 'ecs', action: 'DescribeCloudAssistantStatus', ...fault });

    const report = await scene.handle(stateChange(id), opsFleet('takeEffect: online\nfallback: onNextStart'));

    expect(report.results).toMatchObject([{ status: 'succeeded', attached: 'yes', effective: 'afterStart' }]);
  });
});
