import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { breakGuest, mendGuest } from './scenes/in-guest.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const now = { action: 'now', keyPair: 'ops' };
const HOUR = 3_600_000;

afterAll(closeClouds);

/** A fleet of four whose first instances take no new key. */
async function open(broken: number, options: Parameters<typeof openRotation>[0] = {}) {
  const scene = await openRotation(options);
  onTestFinished(() => scene.close());
  const ids = Array.from({ length: 4 }, () => scene.make('ecs'));
  const [bad, good] = [ids.slice(0, broken), ids.slice(broken)];
  for (const id of bad) await breakGuest(scene.cloud, id);
  scene.pass(HOUR / 4);
  const takes = (some: readonly string[]) => Promise.all(some.map(scene.takes));
  return { ...scene, bad, good, takesAll: takes };
}

describe('an instance that fails for its own reasons', () => {
  it('is no canary for the others, is given up after three times, and is finished when it is mended', async () => {
    const { ask, tick, pass, bad, good, cloud, takesAll, letsIn } = await open(2);
    expect(await ask(now)).toMatchObject({ phase: 'adding', counts: { verified: 2, pending: 2, failing: 0 } });
    expect(await takesAll(good)).toEqual([
      ['first', '1'],
      ['first', '1'],
    ]);
    pass(HOUR);
    expect(await tick()).toMatchObject({ phase: 'adding', counts: { pending: 2 } });
    pass(HOUR);
    const status = await tick();
    expect(status).toMatchObject({ phase: 'grace', health: 'attention', counts: { verified: 2, failing: 2 } });
    expect(status.instances.failing?.map(({ instanceId }) => instanceId)).toEqual(bad);
    expect(status.instances.failing?.[0]?.message).toMatch(/failed 3 times, last with [A-Z]\w+$/);
    pass(DAY_MS + 60_000);
    expect(await tick()).toMatchObject({ phase: 'lagging', health: 'attention', counts: { verified: 2, failing: 2 } });
    expect(await takesAll(good)).toEqual([['1'], ['1']]);
    for (const id of bad) await mendGuest(cloud, id);
    pass(DAY_MS);
    expect(await tick()).toMatchObject({ phase: 'idle', health: 'fine', counts: { verified: 4, failing: 0 } });
    expect(await Promise.all(bad.map(letsIn))).toEqual([['1'], ['1']]);
    expect(Object.keys(cloud.instances.get(bad[0] ?? '')?.tags ?? {})).not.toContain('keyfleet:failing');
  });

  it('is left alone for longer and longer, while the others go on', async () => {
    const { ask, tick, pass, bad, cloud } = await open(1);
    await ask(now);
    const runs = () => cloud.calls.list().filter(({ action }) => action === 'RunCommand').length;
    const runsOfTick = async (minutes: number) => {
      pass(minutes * 60_000);
      cloud.calls.clear();
      await tick();
      return runs();
    };
    expect([await runsOfTick(1), await runsOfTick(5), await runsOfTick(6)]).toEqual([1, 0, 1]);
    expect([await runsOfTick(11), await runsOfTick(10)]).toEqual([0, 1]);
    expect(bad).toHaveLength(1);
  });

  it('keeps a leaked key on nobody but itself, and is named at each tick', async () => {
    const { ask, tick, good, bad, cloud, takesAll } = await open(0);
    const leaked = (await ask(now)).current;
    const [one = '', ...others] = good;
    await breakGuest(cloud, one);
    await ask({ ...now, revoke: true });
    expect(await takesAll(others)).toEqual(others.map(() => ['first', '2']));
    for (let ticks = 0; ticks < 3; ticks++) {
      const later = await tick();
      expect([...(later.instances.pending ?? []), ...(later.instances.failing ?? [])]).toMatchObject([
        { instanceId: one, keyPairName: leaked },
      ]);
    }
    expect(bad).toEqual([]);
  });
});

describe('a tick that leaves work', () => {
  it('has the next one called at once, and takes what fleet.yaml allows', async () => {
    const head =
      'limits: { maxInstances: 2 }\nsecrets: { region: cn-hangzhou, kmsInstance: kst-test, kmsKey: key-test }';
    const { ask, follow, followUps, takesAll, good } = await open(0, { head, again: 'taken' });
    expect(await ask(now)).toMatchObject({ phase: 'adding', counts: { verified: 2, pending: 2 } });
    expect(followUps.map(({ payload }) => payload)).toEqual([{ action: 'tick', keyPair: 'ops' }]);
    expect(await follow()).toMatchObject({ phase: 'grace', counts: { verified: 4 } });
    expect(await takesAll(good)).toEqual(good.map(() => ['first', '1']));
  });

  it('has none called where nothing gets further', async () => {
    const { ask, followUps } = await open(4, { again: 'taken' });
    expect(await ask(now)).toMatchObject({ phase: 'adding', counts: { verified: 0, pending: 4 } });
    expect(followUps).toEqual([]);
  });
});
