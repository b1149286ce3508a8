import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY_MS, BY_LOGIN as LINES, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

const now = { action: 'now', keyPair: 'ops' };

describe('a rotation of edge nodes', () => {
  it('restarts each once, logs in with the new key, and ends with it alone', async () => {
    const scene = await openRotation({ lines: LINES });
    onTestFinished(() => scene.close());
    const ids = [scene.make('ens'), scene.make('ens')];
    for (const id of ids) await scene.tagPort('ens', id);
    const status = await scene.ask(now);
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    const proofs = status.changes.filter(({ step, how }) => step === 'restart' && how === 'login');
    expect(proofs.map(({ instanceId }) => instanceId).toSorted()).toEqual(ids.toSorted());
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual([['1'], ['1']]);
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(ids.map((id) => scene.cloud.instances.get(id)?.history.stops)).toEqual([1, 1]);
  });

  it('are said to carry a key that was revoked when no rotation reaches them', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const excluded = scene.make('ens');
    scene.make('ecs');
    await scene.ask(now);
    expect(await scene.ask({ action: 'status', keyPair: 'ops' })).toMatchObject({ health: 'fine' });
    const reason = expect.stringMatching(/^1 may still take ops, which was revoked: i-/);
    const status = await scene.ask({ ...now, revoke: true, generation: 'ops' });
    expect(status).toMatchObject({ health: 'attention', reason, counts: { excluded: 1 } });
    expect(scene.cloud.instances.get(excluded)?.keyPairName).toBe('ops');
  });

  it('leaves a stopped one stopped, with what it carries', async () => {
    const scene = await openRotation({ lines: LINES });
    onTestFinished(() => scene.close());
    const running = scene.make('ens');
    await scene.tagPort('ens', running);
    const stopped = scene.make('ens', { status: 'Stopped' });
    expect(await scene.ask(now)).toMatchObject({ counts: { verified: 1, lagging: 1 } });
    expect(scene.cloud.instances.get(stopped)).toMatchObject({ status: 'Stopped', keyPairName: 'ops' });
  });

  it('leaves the mark on one that another tick is stopping, so that a later tick finishes it', async () => {
    const scene = await openRotation({ lines: LINES });
    onTestFinished(() => scene.close());
    const id = scene.make('ens');
    await scene.tagPort('ens', id);
    const code = 'IncorrectInstanceStatus';
    scene.cloud.faults.add({ fault: 'error', product: 'ens', action: 'StopInstance', code, times: 1 });
    expect(await scene.ask(now)).toMatchObject({ phase: 'adding', counts: { pending: 1 } });
    expect(scene.cloud.instances.get(id)).toMatchObject({ status: 'Running', keyPairName: 'ops' });
    expect(scene.cloud.instances.get(id)?.tags).toHaveProperty(['keyfleet:restart']);
    expect(await scene.tick()).toMatchObject({ phase: 'grace', health: 'fine', counts: { verified: 1 } });
    expect(await scene.letsIn(id)).toEqual(['1']);
    expect(scene.cloud.instances.get(id)?.tags).not.toHaveProperty(['keyfleet:restart']);
  });

  it('is blocked when the canary does not let the new key in, and the canary gets its old key again', async () => {
    const scene = await openRotation({ lines: LINES, jump: true });
    onTestFinished(() => scene.close());
    const ids = [scene.make('ens'), scene.make('ens')];
    for (const id of ids) await scene.tagPort('ens', id);
    await scene.cloud.instances.change(ids[0] ?? '', { runCloudInit: false });
    const status = await scene.ask(now);
    expect(status).toMatchObject({ phase: 'blocked', health: 'stuck' });
    const carried = () => ids.map((id) => scene.cloud.instances.get(id)?.keyPairName);
    expect(carried()).toEqual(['ops', 'ops']);
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual([['first'], ['first']]);
    const restarts = () => ids.map((id) => scene.cloud.instances.get(id)?.history.stops);
    const before = restarts();
    expect(await scene.tick()).toMatchObject({ phase: 'blocked' });
    expect(restarts()).toEqual(before);
    expect(await scene.ask({ action: 'rollback', keyPair: 'ops' })).toMatchObject({ phase: 'idle', current: 'ops' });
    expect(await scene.keyPairs('ens')).toEqual(['ops']);
    expect(carried()).toEqual(['ops', 'ops']);
  });
});
