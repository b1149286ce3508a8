import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { findLockedOut } from './scenes/disturbed.ts';
import { BY_LOGIN, DAY_MS, openRotation, type RotationScene, type SceneOptions } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const rollback = { action: 'rollback', keyPair: 'ops' };

afterAll(closeClouds);

/** A scene with a generation that was promoted a month ago, on these products. */
async function openOn(products: readonly ('ecs' | 'ens' | 'swas')[], options: SceneOptions = {}) {
  const scene = await openRotation({ ...options });
  onTestFinished(() => scene.close());
  const before = await scene.promoteBefore();
  const ids = products.map((product) => scene.make(product, { keyPairName: before }));
  for (const [at, product] of products.entries()) await scene.tagPort(product, ids[at] ?? '');
  return { scene, before, ids };
}

/** That everything is on one key, by files and by a login, and nothing else is left of a rotation. */
async function expectOn(scene: RotationScene, ids: readonly string[], name: string, key: string) {
  expect(await Promise.all(ids.map(scene.takes))).toEqual(ids.map(() => [key]));
  expect(await Promise.all(ids.map((id) => scene.logsIn(id, key)))).toEqual(ids.map(() => true));
  const instances = ids.map((id) => scene.cloud.instances.get(id));
  expect(instances.map((one) => one?.keyPairName)).toEqual(ids.map(() => name));
  expect(instances.map((one) => one?.status)).toEqual(ids.map(() => 'Running'));
  expect(instances.flatMap((one) => Object.keys(one?.tags ?? {}).filter((tag) => !OURS.includes(tag)))).toEqual([]);
}

const OURS = ['ssh', 'keyfleet:ssh-port', 'keyfleet:proven'];

describe('a rollback of a rotation', () => {
  it('that was announced, with no key stored yet, takes the announcement back, and it does not begin again at once', async () => {
    const { scene, before, ids } = await openOn(['ecs', 'swas']);
    // The second value that is put is the key; "refused" is not tried again.
    scene.cloud.faults.add({
      fault: 'error',
      product: 'kms',
      action: 'PutSecretValue',
      after: 1,
      code: 'Forbidden.NoPermission',
    });
    expect(await scene.ask({ action: 'tick' })).toMatchObject({ phase: 'creating', current: before });
    scene.cloud.faults.clear();
    const back = await scene.ask(rollback);
    expect(back).toMatchObject({ phase: 'idle', health: 'fine', current: before, pending: null });
    expect(await scene.tick()).toMatchObject({ phase: 'idle', current: before });
    expect(scene.made).toHaveLength(2);
    await expectOn(scene, ids, before, '1');
    expect(await scene.stages()).toEqual({ ops: ['ACSPrevious'], [before]: ['ACSCurrent'] });
    scene.pass(30 * DAY_MS);
    const next = await scene.tick();
    expect(next).toMatchObject({ phase: 'grace', health: 'fine' });
    expect(next.current).not.toBe(before);
  });

  it('that is blocked, with some edge nodes on the new key already, brings all of them back', async () => {
    const { scene, before, ids } = await openOn(['ens', 'ens', 'ens', 'ecs', 'swas'], { lines: BY_LOGIN, jump: true });
    const [canary = '', refusing = ''] = ids;
    await scene.cloud.instances.change(refusing, { runCloudInit: false });
    // How often one looks follows from how long the canary was away: in no time, as here, means three hundred logins.
    const isAway = () => scene.cloud.instances.get(canary)?.status !== 'Running';
    const blocked = await scene.tick(() => isAway() && scene.pass(8_000));
    expect(blocked).toMatchObject({ phase: 'blocked', health: 'stuck', current: before });
    expect(blocked.reason).toMatch(/roll back/);
    const carried = (id: string) => scene.cloud.instances.get(id)?.keyPairName;
    expect([carried(canary), carried(refusing)]).toEqual([blocked.pending, before]);
    expect(await scene.takes(canary)).toEqual(['2']);
    expect(await findLockedOut(scene, ids)).toEqual([]);
    const stops = () => ids.slice(0, 3).map((id) => scene.cloud.instances.get(id)?.history.stops ?? 0);
    const atBlock = stops();
    expect(await scene.tick()).toMatchObject({ phase: 'blocked' });
    expect(stops()).toEqual(atBlock);
    let status = await scene.ask(rollback);
    expect(await findLockedOut(scene, ids)).toEqual([]);
    for (let ticks = 0; ticks < 3 && status.phase !== 'idle'; ticks++) status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle', health: 'fine', current: before, pending: null });
    await expectOn(scene, ids, before, '1');
    for (const product of ['ecs', 'ens', 'swas'] as const)
      expect(await scene.keyPairs(product)).toEqual(['ops', before]);
    expect(await scene.stages()).toEqual({ ops: ['ACSPrevious'], [before]: ['ACSCurrent'] });
  });

  it('that is half retired is refused: the old key is gone from some, and goes from the others', async () => {
    const { scene, before, ids } = await halfRetired();
    await expect(scene.ask(rollback)).rejects.toMatchObject({ code: 'RotationRefused' });
    expect(await Promise.all(ids.map(scene.takes))).toEqual([['2'], ['1', '2']]);
    expect(await findLockedOut(scene, ids)).toEqual([]);
    const end = await scene.tick();
    expect(end).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(end.current).not.toBe(before);
    await expectOn(scene, ids, end.current ?? '', '2');
  });

  it('that is half retired walks back safely when a clock turned back says that there is grace left', async () => {
    const { scene, before, ids } = await halfRetired();
    scene.pass(-DAY_MS / 2);
    expect(await scene.ask(rollback)).toMatchObject({ phase: 'grace', current: before });
    expect(await Promise.all(ids.map(scene.takes))).toEqual(ids.map(() => ['1', '2']));
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', current: before });
    await expectOn(scene, ids, before, '1');
  });
});

/** After the grace: the old key was taken out of an ECS instance, and SWAS ran no command. */
async function halfRetired() {
  const opened = await openOn(['ecs', 'swas']);
  const { scene, ids } = opened;
  expect(await scene.tick()).toMatchObject({ phase: 'grace' });
  scene.pass(DAY_MS + 60_000);
  scene.cloud.faults.add({ fault: 'error', product: 'swas', action: 'RunCommand', code: 'OperationDenied' });
  expect(await scene.tick()).toMatchObject({ phase: 'retiring', health: 'attention' });
  expect(await Promise.all(ids.map(scene.takes))).toEqual([['2'], ['1', '2']]);
  scene.cloud.faults.clear();
  return opened;
}
