import { describe, expect, it, onTestFinished } from 'vitest';
import { claimOf, isClaimedByOther, kindOfRequest } from '../../../shared/restart/claim.ts';
import { createKeyPair, targetOf } from '../../stack.ts';
import { createAutoScene } from '../auto-attach/auto-scene.ts';
import { createScene } from '../change/act/scene.ts';
import { observedAs } from '../change/plan/observed.ts';
import { opsFleet } from '../fleet/some-fleet.ts';

const nowMs = Date.UTC(2026, 0, 1);
const rotate = { kind: 'rotate', requestId: '1-a' };

/** What an instance shows that was claimed so long ago. */
function claimed(by: typeof rotate, agoMs = 1_000) {
  const since = new Date(nowMs - agoMs).toISOString();
  const marks = { 'keyfleet:restart': 'ops', 'keyfleet:restart-since': since };
  return observedAs({ tags: { ...marks, 'keyfleet:restart-claim': claimOf(by, nowMs - agoMs) } });
}

describe('a claim to a restart', () => {
  const attach = { kind: kindOfRequest('attach', 'ops'), requestId: '1-b' };

  it('is respected by runs of another kind for ten minutes', () => {
    expect(isClaimedByOther(claimed(rotate), attach, nowMs)).toBe(true);
    expect(isClaimedByOther(claimed(attach), rotate, nowMs)).toBe(true);
    expect(isClaimedByOther(claimed(rotate, 600_000), attach, nowMs)).toBe(false);
  });

  it('is taken over at once by its own kind: a later tick, or the same request again', () => {
    expect(isClaimedByOther(claimed(rotate), { ...rotate, requestId: '1-c' }, nowMs)).toBe(false);
    expect(isClaimedByOther(claimed(attach), { ...attach, requestId: '1-c' }, nowMs)).toBe(false);
    expect(isClaimedByOther(claimed(attach), { kind: kindOfRequest('detach', 'ops'), requestId: '1-c' }, nowMs)).toBe(
      true,
    );
  });

  it('holds for nothing without a mark, and a mark without a claim is taken over', () => {
    expect(isClaimedByOther(observedAs(), attach, nowMs)).toBe(false);
    const tags = { 'keyfleet:restart': 'ops', 'keyfleet:restart-since': new Date(nowMs).toISOString() };
    expect(isClaimedByOther(observedAs({ tags }), attach, nowMs)).toBe(false);
  });

  it('fits into a tag of 64 characters', () => {
    const requestId = '1-6929f1a2-12345678-1234567890ab-long';
    expect(claimOf({ kind: kindOfRequest('attach', 'ops'), requestId }, nowMs).length).toBeLessThanOrEqual(64);
  });
});

describe.each(['ens', 'ecs', 'swas'] as const)('two requests at once that want to restart %s', (product) => {
  it('restart each instance once, and the one that came second says who is at it', async () => {
    const scene = await createScene();
    onTestFinished(() => scene.close());
    for (const name of ['ops', 'theirs']) await createKeyPair(scene.cloud, product, name);
    const ids = scene.make(product, 3);
    const { clock } = scene;
    const ask = (name: string) => scene.begin('attach', { ...targetOf(product, name, ids), takeEffect: 'restart' });
    const reports = await clock.run(Promise.all([ask('ops'), ask('theirs')]));
    const counts = ids
      .map((id) => scene.cloud.instances.get(id)?.history)
      .map((one) => (one?.stops ?? 0) + (one?.reboots ?? 0));
    expect(counts).toEqual([1, 1, 1]);
    const codes = new Set(reports.flatMap(({ results }) => results.map(({ code }) => code)));
    expect([...codes].toSorted()).toEqual(['200', 'RestartUnderWay']);
    expect(reports.map(({ failCount }) => failCount)).toEqual([0, 0]);
    const left = scene.cloud.instances.list().flatMap(({ tags }) => Object.keys(tags ?? {}));
    expect(left).toEqual([]);
    expect(scene.cloud.instances.list().every(({ status }) => status === 'Running')).toBe(true);
  });
});

describe('a request and a reconcile at once', () => {
  it('stop a bare edge node once between them', async () => {
    const scene = await createAutoScene();
    await createKeyPair(scene.cloud, 'ens', 'theirs');
    const [id = ''] = scene.make('ens', 1, { tags: { ssh: 'ops' } });
    const fleet = opsFleet('takeEffect: restart\nrestart: always');
    const event = { triggerTime: 't', triggerName: 'n' };
    const request = { ...targetOf('ens', 'theirs', [id]), takeEffect: 'restart' };
    await scene.clock.run(Promise.all([scene.begin(event, fleet), scene.beginChange('attach', request)]));
    const { history, status, tags } = scene.cloud.instances.get(id) ?? {};
    expect([history?.stops, status, tags]).toEqual([1, 'Running', { ssh: 'ops' }]);
  });
});
