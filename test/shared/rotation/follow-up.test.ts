import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../shared/ledger/labels.ts';
import { createDriver } from '../../stack.ts';
import { atOnce, closeEdges, MINUTE_MS, now, openEdge } from './scenes/edge-scene.ts';
import { secretsOf } from './scenes/scene-keys.ts';

closeEdges();

describe('a rotation that leaves restarts to follow-ups', () => {
  it('stops in one tick, attaches and starts in the next, and proves in the third', async () => {
    const { rest, ask, follow, followUps, statuses, carried, marks, letsIn, ids } = await openEdge(1);
    expect(await ask(now)).toMatchObject({ phase: 'adding', health: 'fine', reason: null });
    await rest();
    expect([statuses(), carried(), marks()]).toEqual([['Stopped'], ['ops'], [true]]);
    expect(await follow(1)).toMatchObject({ phase: 'adding' });
    await rest();
    expect([statuses(), marks()]).toEqual([['Running'], [true]]);
    const status = await follow(1);
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 1 }, health: 'fine' });
    expect(status.followUp).toBeUndefined();
    expect([carried(), marks()]).toEqual([[status.current], [false]]);
    expect(await letsIn(ids[0] ?? '')).toEqual(['1']);
    expect(followUps).toHaveLength(2);
  });

  it('waits for nothing but the claims of what it stops', async () => {
    const slept: number[] = [];
    const { ask, clock, follow } = await openEdge(3);
    const sleep = clock.sleep;
    Object.assign(clock, { sleep: (ms: number) => (slept.push(ms), sleep(ms)) });
    await ask(now);
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 3 } });
    expect([...new Set(slept)]).toEqual([2_000]);
  });

  it('says in its report when it goes on, and is called with its key pair then', async () => {
    const { ask, clock, followUps } = await openEdge(1);
    const { followUp = '', changes } = await ask(now);
    expect(changes).toMatchObject([{ step: 'restart', status: 'underWay', code: 'RestartUnderWay' }]);
    expect(followUps).toMatchObject([{ payload: { action: 'tick', keyPair: 'ops' } }]);
    const aheadMs = Date.parse(followUp) - clock.now();
    expect(aheadMs).toBeGreaterThan(8_000);
    expect(aheadMs).toBeLessThanOrEqual(31_000);
  });

  it('takes the first alone, then as many as may be away, and each but once', async () => {
    const { rest, ask, follow, statuses, stops } = await openEdge(6, atOnce('50%'));
    const away = () => statuses().filter((status) => status !== 'Running').length;
    await ask(now);
    await rest();
    const seen = [away()];
    for (let times = 0; times < 6; times++) {
      await follow(1);
      await rest();
      seen.push(away());
    }
    expect(seen).toEqual([1, 0, 3, 0, 2, 0, 0]);
    expect(stops()).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('waits as ever where nobody calls it again', async () => {
    const { ask, followUps, stops } = await openEdge(2, { again: 'refused' });
    const status = await ask(now);
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    expect(status.followUp).toBeUndefined();
    expect([followUps.length, stops()]).toEqual([0, [1, 1]]);
  });

  it('has ticks that overlap share one follow-up, and restart no node twice', async () => {
    const { rest, ask, tick, follow, followUps, stops } = await openEdge(3);
    await ask(now);
    for (let times = 0; times < 8; times++) {
      await rest();
      await Promise.all([follow(1), tick()]);
    }
    expect(new Set(followUps.map(({ task }) => task)).size).toBe(followUps.length);
    expect(await tick()).toMatchObject({ phase: 'grace', counts: { verified: 3 } });
    expect(stops()).toEqual([1, 1, 1]);
  });

  it('leaves a node that has been away for ten minutes to the timer', async () => {
    const { rest, ask, tick, pass, cloud, followUps, statuses, follow } = await openEdge(2);
    const fault = { fault: 'error', product: 'ens', action: 'StartInstance', code: 'InternalError' } as const;
    cloud.faults.add({ ...fault, times: 100 });
    await ask(now);
    await rest();
    await follow(2);
    const before = followUps.length;
    pass(11 * MINUTE_MS);
    const status = await tick();
    expect(status.followUp).toBeUndefined();
    expect([followUps.length, statuses()]).toEqual([before, ['Stopped', 'Running']]);
    cloud.faults.clear();
    await tick();
    await rest();
    expect(await tick()).toMatchObject({ counts: { verified: 1 } });
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
  });

  it('stays with a node whose attach is refused, and does not stop it again for that', async () => {
    const { rest, ask, follow, cloud, statuses, stops, marks, carried } = await openEdge(2, { jump: true });
    await ask(now);
    await rest();
    const refused = { fault: 'error', product: 'ens', action: 'AttachKeyPair', code: 'InvalidKeyPair' } as const;
    cloud.faults.add({ ...refused, times: 1 });
    expect(await follow(1)).toMatchObject({ phase: 'blocked', health: 'stuck' });
    expect([statuses(), carried(), marks()]).toEqual([
      ['Running', 'Running'],
      ['ops', 'ops'],
      [false, false],
    ]);
    expect(stops()).toEqual([1, 0]);
  });

  it('brings every node back when it is blocked while others are away', async () => {
    const { rest, ask, tick, cloud, clock, statuses, marks, follow, ids } = await openEdge(6, {
      ...atOnce('50%'),
      jump: true,
    });
    const { pending } = await ask(now);
    await follow(2);
    await rest();
    expect(statuses().filter((status) => status === 'Stopped')).toHaveLength(3);
    // As a tick that died right after it had blocked the rotation would leave it.
    const secrets = secretsOf(cloud);
    await secrets.updateStage('keyfleet/ops', labelOf('Blocked', clock.now()), { to: pending ?? '' });
    expect(await tick()).toMatchObject({ phase: 'blocked' });
    expect([statuses(), marks()]).toEqual([ids.map(() => 'Running'), ids.map(() => false)]);
  });

  it('starts a node that is away also when no login could prove it any more', async () => {
    const { rest, ask, follow, cloud, ids, statuses, marks } = await openEdge(1);
    await ask(now);
    await rest();
    await createDriver(cloud, 'ens').tag(null, ids, { 'keyfleet:ssh-port': 'nowhere' });
    expect(await follow(1)).toMatchObject({ phase: 'adding' });
    await rest();
    expect([statuses(), marks()]).toEqual([['Running'], [true]]);
  });

  it('looks after nodes that are away before anything else, and soon again when it fails', async () => {
    const { rest, ask, follow, cloud, make, statuses, followUps } = await openEdge(1);
    await ask(now);
    await rest();
    make('ecs', { agent: 'offline' });
    const before = followUps.length;
    cloud.faults.add({
      fault: 'error',
      product: 'ens',
      action: 'DescribeKeyPairs',
      code: 'InvalidParameter',
      times: 1,
    });
    expect(await follow(1)).toMatchObject({ health: 'attention', reason: expect.stringContaining('InvalidParameter') });
    expect([statuses(), followUps.length]).toEqual([['Stopped'], before + 1]);
    cloud.faults.add({ fault: 'error', product: 'ecs', code: 'InvalidParameter', times: 100, after: 1 });
    await follow(1);
    await rest();
    expect(statuses()).toEqual(['Running']);
  });
});
