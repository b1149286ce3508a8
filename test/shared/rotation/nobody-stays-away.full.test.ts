import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../shared/ledger/labels.ts';
import { createDriver } from '../../stack.ts';
import { atOnce, closeEdges, MINUTE_MS, now, openEdge } from './scenes/edge-scene.ts';
import { DAY_MS } from './scenes/scene.ts';
import { secretsOf } from './scenes/scene-keys.ts';

const refused = (product: 'ens' | 'kms', action: string, times = 1) =>
  ({ fault: 'error', product, action, code: 'Forbidden', status: 403, times }) as const;

/** What in the work of one tick comes to the mind of another. */
const once = (action: string, work: () => Promise<unknown>) => {
  let isDone = false;
  return async (_calls: number, called: string) => {
    if (called !== action || isDone) return;
    isDone = true;
    await work();
  };
};

closeEdges();

describe('an edge node comes back, whatever becomes of the ticks', () => {
  it('when it is stopped after a rollback has dealt with it', async () => {
    const { ask, tick, follow, rest, pass, statuses, marks, carried } = await openEdge(2);
    pass(31 * DAY_MS);
    await tick(once('StopInstance', () => ask({ action: 'rollback', keyPair: 'ops' })));
    await rest();
    expect([statuses(), marks()]).toEqual([
      ['Stopped', 'Running'],
      [true, false],
    ]);
    expect(await follow()).toMatchObject({ phase: 'idle', counts: { verified: 2 } });
    expect([statuses(), marks(), carried()]).toEqual([
      ['Running', 'Running'],
      [false, false],
      ['ops', 'ops'],
    ]);
  });

  it('when a slow tick stops it after others have finished it', async () => {
    const { ask, tick, follow, rest, cloud, ids, statuses, marks } = await openEdge(1);
    await ask(now);
    await rest();
    // As if its stop had been lost.
    await createDriver(cloud, 'ens').power.start(null, ids);
    await rest();
    const finish = async () => {
      for (let times = 0; times < 3; times++) {
        await follow(1);
        await rest();
      }
    };
    await tick(once('StopInstance', finish));
    await rest();
    expect([statuses(), marks()]).toEqual([['Stopped'], [true]]);
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
    expect([statuses(), marks()]).toEqual([['Running'], [false]]);
  });

  it.each([
    ['the nodes cannot be listed', refused('ens', 'DescribeInstances', 2)],
    ['the secret cannot be read', refused('kms', 'ListSecretVersionIds', 2)],
    ['the key cannot be read', refused('kms', 'GetSecretValue')],
  ])('soon after a follow-up in which %s', async (_, fault) => {
    const { ask, follow, rest, cloud, statuses } = await openEdge(1);
    await ask(now);
    await rest();
    cloud.faults.add(fault);
    await follow(1);
    expect(statuses()).toEqual(['Stopped']);
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
  });

  it('with the key that it carries, when what is needed for the new one is refused for minutes', async () => {
    const { ask, tick, follow, rest, pass, cloud, statuses, carried, stops } = await openEdge(1);
    await ask(now);
    await rest();
    cloud.faults.add(refused('kms', 'GetSecretValue', 100));
    await follow(1);
    expect(statuses()).toEqual(['Stopped']);
    pass(3 * MINUTE_MS);
    expect(await tick()).toMatchObject({ health: 'attention' });
    await rest();
    expect([statuses(), carried()]).toEqual([['Running'], ['ops']]);
    cloud.faults.clear();
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
    expect(stops()).toEqual([2]);
  });

  it('and runs as it was when it is to be ignored meanwhile', async () => {
    const { ask, follow, rest, cloud, ids, statuses, marks } = await openEdge(1);
    await ask(now);
    await rest();
    await createDriver(cloud, 'ens').tag(null, ids, { 'keyfleet:ignore': 'yes' });
    await follow(1);
    await rest();
    await follow(1);
    expect([statuses(), marks()]).toEqual([['Running'], [false]]);
  });

  it('though the rotation is blocked, and the first one is not started when asked to', async () => {
    const { ask, tick, follow, rest, cloud, clock, ids, statuses, marks, stages } = await openEdge(4, atOnce('100%'));
    await ask(now);
    await follow(2);
    await rest();
    const [pending = ''] = Object.entries(await stages()).find(([, some]) => some.includes('KeyfleetPending')) ?? [];
    expect(statuses()).toEqual(['Running', 'Stopped', 'Stopped', 'Stopped']);
    await secretsOf(cloud).updateStage('keyfleet/ops', labelOf('Blocked', clock.now()), { to: pending });
    cloud.faults.add(refused('ens', 'StartInstance'));
    expect(await tick()).toMatchObject({ phase: 'blocked' });
    expect([statuses(), marks()]).toEqual([ids.map(() => 'Running'), ids.map(() => false)]);
  });

  it('and is said to be away when it has been for long', async () => {
    const { ask, follow, rest, pass, cloud, ids } = await openEdge(1);
    await ask(now);
    await rest();
    cloud.faults.add(refused('ens', 'StartInstance', 100));
    expect(await follow(1)).toMatchObject({ health: 'fine', reason: null });
    pass(11 * MINUTE_MS);
    const status = await ask({ action: 'status', keyPair: 'ops' });
    expect(status).toMatchObject({ health: 'attention', reason: expect.stringContaining(ids[0] ?? '-') });
    expect(status.reason).toMatch(/its restart began 2\S+Z, and it is Stopped and not proven/);
  });
});

describe('no further node is begun', () => {
  it('when a listing leaves out the one that is away', async () => {
    const { ask, tick, rest, cloud, stops } = await openEdge(3);
    await ask(now);
    await rest();
    cloud.faults.add({ fault: 'missingRows', product: 'ens', action: 'DescribeInstances', times: 1 });
    await tick();
    expect(stops()).toEqual([1, 0, 0]);
  });

  it('when others were begun while this tick was busy elsewhere', async () => {
    const { ask, tick, rest, make, tagPort, follow, statuses, stops } = await openEdge(4, atOnce('50%'));
    const ecs = make('ecs');
    await tagPort('ecs', ecs);
    await ask(now);
    await rest();
    await follow(2);
    await rest();
    const before = stops();
    const late = make('ecs');
    await tagPort('ecs', late);
    await tick(
      once('RunCommand', async () => {
        await follow(1);
        await rest();
      }),
    );
    await rest();
    expect(statuses().filter((status) => status !== 'Running').length).toBeLessThanOrEqual(2);
    await follow();
    expect(stops()).toEqual([1, 1, 1, 1]);
    expect(before.every((times) => times <= 1)).toBe(true);
  });
});
