import { describe, expect, it } from 'vitest';
import { whyTryAgain } from '../../../shared/auto-attach/index.ts';
import { readActions } from '../../../shared/cloud/ess/lifecycle-actions.ts';
import { control } from '../../local/cloud/control/control-request.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { sample } from '../triggers/samples.ts';
import type { AutoScene } from './auto-scene.ts';
import { createAutoScene } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const fleet = opsFleet('takeEffect: onNextStart');

/** Has a scale-out wait for these instances; the event that announces it. */
async function holdBack({ cloud }: AutoScene, instanceIds: readonly string[]): Promise<object> {
  await control(cloud, 'POST', '/lifecycle-actions', { instanceIds });
  const event = cloud.events.list().findLast((one) => 'type' in one && one.type === 'ess:LifecycleHook:ScaleOut');
  if (!event) throw new Error('not announced');
  return event;
}

const actions = async ({ cloud }: AutoScene) =>
  (await control(cloud, 'GET', '/lifecycle-actions')).body as Array<{ status: string; result: string }>;

describe('lifecycle hook', () => {
  it('a lifecycle hook is completed once, after all three of its instances', async () => {
    const scene = await createAutoScene({ power: { pendingMs: 20_000, startMs: 10_000 } });
    const ids = scene.make('ecs', 3, { ...ours, status: 'Pending' });
    const event = await holdBack(scene, ids);
    const report = await scene.handle(event, fleet);
    expect(report).toMatchObject({ succeededCount: 3, lifecycleActions: [{ code: 'Completed', isOpen: false }] });
    expect(scene.cloud.calls.list().findLastIndex(({ action }) => action === 'AttachKeyPair')).toBeLessThan(
      scene.cloud.calls.list().findIndex(({ action }) => action === 'CompleteLifecycleAction'),
    );
    expect(await scene.handle(event, fleet)).toMatchObject({ lifecycleActions: [{ code: 'CompletedBefore' }] });
    expect(scene.count(/^CompleteLifecycleAction$/)).toBe(1);
    expect(await actions(scene)).toMatchObject([{ status: 'Completed', result: 'CONTINUE' }]);
  });

  it('a lifecycle hook that several deliveries complete at once is a success for all of them', async () => {
    const scene = await createAutoScene();
    const event = await holdBack(scene, scene.make('ecs', 3, ours));
    const reports = await scene.clock.run(Promise.all([1, 2, 3].map(() => scene.begin(event, fleet))));
    const codes = reports.flatMap(({ lifecycleActions }) => lifecycleActions.map(({ code }) => code));
    expect(codes.toSorted()).toEqual(['Completed', 'CompletedBefore', 'CompletedBefore']);
    expect(reports.map(whyTryAgain)).toEqual([null, null, null]);
  });

  it('looks at all instances that the action shows, whichever the event names', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ecs', 3, ours);
    const event = (await holdBack(scene, ids)) as { data: object };
    const report = await scene.handle({ ...event, data: { ...event.data, instanceIds: ids.slice(0, 1) } }, fleet);
    expect(report).toMatchObject({ succeededCount: 3, lifecycleActions: [{ code: 'Completed' }] });
  });

  it('a lifecycle hook stays open while an instance is not ready, and asks to be delivered again', async () => {
    const scene = await createAutoScene({ power: { pendingMs: 3_600_000 } });
    const ids = [...scene.make('ecs', 2, ours), ...scene.make('ecs', 1, { ...ours, status: 'Pending' })];
    const report = await scene.handle(await holdBack(scene, ids), fleet);
    expect(report.lifecycleActions).toMatchObject([{ code: 'InstancesNotReady', isOpen: true }]);
    expect(whyTryAgain(report)).toContain('InstancesNotReady');
    expect(await actions(scene)).toMatchObject([{ status: 'Pending' }]);
  });

  it('a lifecycle hook is completed with CONTINUE where instances are not for the fleet', async () => {
    const scene = await createAutoScene();
    await scene.handle(await holdBack(scene, scene.make('ecs', 2, { tags: { ssh: 'dev' } })), fleet);
    expect(await actions(scene)).toMatchObject([{ status: 'Completed', result: 'CONTINUE' }]);
  });

  it('succeeds with a reason when the lifecycle action is forged or finished', async () => {
    const scene = await createAutoScene();
    const report = await scene.handle(sample('eventbridge-ess-lifecyclehook'), fleet);
    expect(report.lifecycleActions).toMatchObject([{ code: 'CompletedBefore', isOpen: false }]);
    expect(whyTryAgain(report)).toBe(null);
  });
});

describe('lifecycle actions', () => {
  it('lifecycle actions are read from a published answer of 2014-08-28, whose lists sit a level deeper', () => {
    const listed = readActions(sample('ess-describelifecycleactions-response'));
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ hookId: 'ash-bp16ed9xxytrxdlt0000', status: 'Pending' });
    expect(listed[0]?.instanceIds).toEqual(['i-bp11m3fzlqrgk5vh0001', 'i-bp11m3fzlqrgk5vh0002']);
  });
});
