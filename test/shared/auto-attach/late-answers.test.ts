import { describe, expect, it } from 'vitest';
import { whyTryAgain } from '../../../shared/auto-attach/index.ts';
import { control } from '../../local/cloud/control/control-request.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, stateChange } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const fleet = opsFleet('takeEffect: onNextStart');

describe('an event that comes before its instance is listed', () => {
  it('waits for the instance and gives it its key pair', async () => {
    const scene = await createAutoScene();
    const instanceId = 'i-late0000000000001';
    scene.clock.after(2_000, () => scene.make('ecs', 1, { ...ours, instanceId }));

    const report = await scene.handle(stateChange(instanceId), fleet);

    expect(report.results).toMatchObject([{ instanceId, status: 'succeeded', attached: 'yes' }]);
  });

  it('does not wait where the instance is listed and running', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, ours);
    const startMs = scene.clock.now();

    const report = await scene.handle(stateChange(id), fleet);

    expect(report.results).toMatchObject([{ instanceId: id, status: 'succeeded' }]);
    expect(scene.clock.now() - startMs).toBeLessThan(1_000);
  });

  it('does not wait where the listing is refused: another look would be refused too', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, ours);
    const fault = { fault: 'error', code: 'Forbidden.RAM', status: 403 } as const;
    scene.cloud.faults.add({ product: 'ecs', action: 'DescribeInstances', ...fault });
    const startMs = scene.clock.now();

    const report = await scene.handle(stateChange(id), fleet);

    expect(report.results).toMatchObject([{ instanceId: id, code: 'Forbidden.RAM' }]);
    expect(scene.clock.now() - startMs).toBeLessThan(1_000);
  });
});

describe('a lifecycle action that could not be completed', () => {
  it.each([
    ['is over when that is refused', { fault: 'error', code: 'Forbidden.RAM', status: 403 }, 'Forbidden.RAM', false],
    ['stays open when no answer comes, so that the event is delivered again', { fault: 'html502' }, 'NoAnswer', true],
  ] as const)('%s', async (_, fault, code, isOpen) => {
    const scene = await createAutoScene();
    await control(scene.cloud, 'POST', '/lifecycle-actions', { instanceIds: scene.make('ecs', 1, ours) });
    const event = scene.cloud.events.list().at(-1);
    scene.cloud.faults.add({ action: 'CompleteLifecycleAction', ...fault });

    const report = await scene.handle(event, fleet);

    expect(report.lifecycleActions).toMatchObject([{ code, isOpen }]);
    expect(whyTryAgain(report) !== null).toBe(isOpen);
  });
});
