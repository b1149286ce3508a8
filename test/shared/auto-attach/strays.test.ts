import { describe, expect, it } from 'vitest';
import { fleetOf, opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene } from './auto-scene.ts';

const tick = { triggerTime: '2026-01-01T00:00:00Z', triggerName: 'reconcile', payload: '' };
const plainly = opsFleet('takeEffect: onNextStart');

/** An edge node that a run stopped for a change of key pair and left, with these other tags. */
async function openLeft(tags: Record<string, string>) {
  const scene = await createAutoScene();
  const since = new Date(scene.clock.now()).toISOString();
  const marks = {
    'keyfleet:restart': 'ops',
    'keyfleet:restart-since': since,
    'keyfleet:restart-claim': `${since} 1-dead`,
  };
  const [id = ''] = scene.make('ens', 1, {
    status: 'Stopped',
    keyPairName: 'ops',
    tags: { ...tags, ...marks },
  });
  return { ...scene, id, wait: (ms: number) => scene.clock.run(scene.clock.sleep(ms)) };
}

describe.each([
  ['that fleet.yaml does not select any more', { ssh: 'dev' }],
  ['that is tagged to be ignored since', { ssh: 'ops', 'keyfleet:ignore': 'yes' }],
  ['that was restarted for a key pair that is not its own', { ssh: 'ops', 'keyfleet:restart': 'theirs' }],
])('an edge node that a restart left stopped, and %s', (_, tags) => {
  it('is started with what it carries once nothing finishes that restart, and loses its marks', async () => {
    const scene = await openLeft(tags);
    const at = scene.cloud.instances;
    const early = await scene.handle(tick, plainly);
    expect([early.succeededCount, at.get(scene.id)?.status]).toEqual([0, 'Stopped']);
    await scene.wait(600_000);
    const report = await scene.handle(tick, plainly);
    expect(report.results).toMatchObject([{ instanceId: scene.id, status: 'succeeded', keyPairName: 'ops' }]);
    await scene.wait(60_000);
    await scene.handle(tick, plainly);
    const { status, keyPairName, tags: left = {}, history } = at.get(scene.id) ?? {};
    expect([status, keyPairName, history?.stops]).toEqual(['Running', 'ops', 0]);
    expect(Object.keys(left).filter((key) => key.startsWith('keyfleet:restart'))).toEqual([]);
  });
});

describe('a reconcile beside what it brings back', () => {
  it('only says in a plan that it would start one', async () => {
    const scene = await openLeft({ ssh: 'dev' });
    await scene.wait(600_000);
    const { results } = await scene.handle({ action: 'plan' }, plainly);
    expect(results).toMatchObject([{ status: 'skipped', code: 'WouldStart' }]);
    expect(scene.cloud.instances.get(scene.id)?.status).toBe('Stopped');
  });

  it('says when a start is refused, and tries again', async () => {
    const scene = await openLeft({ ssh: 'dev' });
    await scene.wait(600_000);
    scene.cloud.faults.add({ product: 'ens', action: 'StartInstances', fault: 'error', times: 1 });
    scene.cloud.faults.add({ product: 'ens', action: 'StartInstance', fault: 'error', times: 20 });
    const { results } = await scene.handle(tick, plainly);
    expect(results).toMatchObject([{ instanceId: scene.id, status: expect.stringMatching(/failed|unknown/) }]);
    scene.cloud.faults.clear();
    await scene.handle(tick, plainly);
    await scene.wait(60_000);
    expect(scene.cloud.instances.get(scene.id)?.status).toBe('Running');
  });

  it('leaves what somebody stopped, and does not report what it does not manage', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ens', 2, { status: 'Stopped', tags: { ssh: 'dev' } });
    const report = await scene.handle(tick, plainly);
    expect(report.results).toEqual([]);
    expect(ids.map((id) => scene.cloud.instances.get(id)?.status)).toEqual(['Stopped', 'Stopped']);
  });

  it('lists edge nodes once, however many selectors there are', async () => {
    const scene = await createAutoScene();
    scene.make('ens', 3, { tags: { ssh: 'ops' }, keyPairName: 'ops' });
    const fleet = fleetOf(`
keyPairs:
  - name: ops
    instances: [{ product: ens, tags: { ssh: ops } }, { product: ens, tags: { ssh: web } }]
`);
    await scene.handle(tick, fleet);
    expect(scene.count(/^DescribeInstances$/)).toBe(1);
  });
});
