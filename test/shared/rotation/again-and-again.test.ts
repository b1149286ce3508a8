import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDriver, regionOf } from '../../stack.ts';
import { emptyKeys, putKey } from './scenes/in-guest.ts';
import { firstKey } from './scenes/key-pool.ts';
import { powerAtRest } from './scenes/power-at-rest.ts';
import { DAY_MS, openRotation, type RotationScene } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';
import { secretsOf } from './scenes/scene-keys.ts';

const now = { action: 'now', keyPair: 'ops' };
const HOUR = 3_600_000;

afterAll(closeClouds);

async function open() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  return scene;
}

/** A fleet of one in its first grace: generation 0 and the first of ours let in. */
async function openInGrace() {
  const scene = await open();
  const id = scene.make('ecs');
  const { current } = await scene.ask(now);
  return { ...scene, id, current: current ?? '' };
}

/** The same after its grace. */
async function openAtRest() {
  const scene = await openInGrace();
  scene.pass(DAY_MS + 60_000);
  await scene.tick();
  return scene;
}

const byPerson = ({ cloud }: Pick<RotationScene, 'cloud'>) => {
  const driver = createDriver(cloud, 'ecs');
  const batch = (keyPairName: string, instanceId: string) => {
    const keyPair = { product: 'ecs', regionId: regionOf('ecs'), keyPairName, keyPairId: null } as const;
    return { keyPair, instanceIds: [instanceId], clientToken: `${keyPairName} ${instanceId}` };
  };
  return {
    attach: (keyPairName: string, id: string) => driver.attach(batch(keyPairName, id)),
    detach: (keyPairName: string, id: string) => driver.detach(batch(keyPairName, id)),
    driver,
  };
};

const runs = ({ cloud }: Pick<RotationScene, 'cloud'>) =>
  cloud.calls.list().filter(({ action }) => action === 'RunCommand').length;

describe('a key that is to go', () => {
  it('goes by its fingerprint where its key pair was deleted in the console', async () => {
    const scene = await openInGrace();
    await byPerson(scene).driver.keyPairs.delete(regionOf('ecs'), 'ops');
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await scene.takes(scene.id)).toEqual(['1']);
  });

  it('is remembered in every later version of the secret, with its generation and no private half', async () => {
    const scene = await openAtRest();
    const { current } = await scene.ask(now);
    const value = await secretsOf(scene.cloud).get('keyfleet/ops', { versionId: current ?? '' });
    const fingerprint = expect.stringMatching(/^SHA256:/);
    expect(JSON.parse(value?.data ?? '').former).toEqual({
      ops: expect.arrayContaining([fingerprint]),
      [scene.current]: [fingerprint],
    });
  });

  it('goes from an instance that was detached in the grace, as soon as it carries the new one again', async () => {
    const scene = await openInGrace();
    await byPerson(scene).detach(scene.current, scene.id);
    scene.pass(DAY_MS + 60_000);
    await scene.tick();
    expect(await scene.takes(scene.id)).toEqual(['first', '1']);
    await byPerson(scene).attach(scene.current, scene.id);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await scene.takes(scene.id)).toEqual(['1']);
  });

  it('goes from an instance that left the selection and comes back after the grace', async () => {
    const scene = await openInGrace();
    const { driver } = byPerson(scene);
    await driver.tag(regionOf('ecs'), [scene.id], { ssh: 'none' });
    scene.pass(DAY_MS + 60_000);
    await scene.tick();
    await driver.tag(regionOf('ecs'), [scene.id], { ssh: 'ops' });
    await scene.tick();
    expect(await scene.takes(scene.id)).toEqual(['1']);
  });

  it('goes from what was launched from an image that has it, though the new one is attached', async () => {
    const scene = await openAtRest();
    const late = scene.make('ecs', { keyPairName: scene.current });
    await putKey(scene.cloud, late, firstKey.publicKey);
    expect(await scene.takes(late)).toEqual(['first', '1']);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', counts: { verified: 2 } });
    expect(await scene.takes(late)).toEqual(['1']);
  });

  it('goes two generations later too, when KMS shows it to nobody any more', async () => {
    const scene = await openAtRest();
    await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    await scene.tick();
    await byPerson(scene).driver.keyPairs.delete(regionOf('ecs'), 'ops');
    await putKey(scene.cloud, scene.id, firstKey.publicKey);
    scene.pass(8 * DAY_MS);
    await scene.tick();
    expect(await scene.takes(scene.id)).toEqual(['2']);
  });
});

describe('what is attached', () => {
  it('proves nothing: the key is put where it is missing, and only then counts', async () => {
    const scene = await openAtRest();
    const late = scene.make('ecs', { keyPairName: 'ops' });
    await byPerson(scene).attach(scene.current, late);
    expect(await scene.ask({ action: 'status' })).toMatchObject({ instances: { pending: [{ code: 'Unproven' }] } });
    expect(await scene.takes(late)).toEqual(['first']);
    expect(await scene.tick()).toMatchObject({ counts: { verified: 2 } });
    expect(await scene.takes(late)).toEqual(['1']);
  });

  it('by a person of the key that is on its way promotes nothing', async () => {
    const scene = await open();
    const id = scene.make('ecs');
    scene.cloud.faults.add({ fault: 'error', product: 'ecs', action: 'RunCommand', code: 'OperationDenied' });
    const { pending } = await scene.ask(now);
    await byPerson(scene).attach(pending ?? '', id);
    expect(await scene.tick()).toMatchObject({ phase: 'adding', current: 'ops', counts: { verified: 0, pending: 1 } });
    scene.cloud.faults.clear();
    scene.pass(HOUR);
    expect(await scene.tick()).toMatchObject({ phase: 'grace', current: pending, counts: { verified: 1 } });
    expect(await scene.takes(id)).toEqual(['first', '1']);
  });
});

describe('a proof', () => {
  it('is not made anew by a tick at rest', async () => {
    const scene = await openAtRest();
    scene.cloud.calls.clear();
    await scene.tick();
    expect(runs(scene)).toBe(0);
  });

  it('is made anew when it is as old as recheck says, and mends what was done by hand', async () => {
    const scene = await openAtRest();
    await emptyKeys(scene.cloud, scene.id);
    scene.pass(5 * DAY_MS);
    await scene.tick();
    expect(await scene.takes(scene.id)).toEqual([]);
    scene.pass(2 * DAY_MS + HOUR);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await scene.takes(scene.id)).toEqual(['1']);
  });

  it('is made anew after a start', async () => {
    const scene = await openAtRest();
    const { power } = byPerson(scene).driver;
    await emptyKeys(scene.cloud, scene.id);
    scene.pass(HOUR);
    await power.stop(regionOf('ecs'), [scene.id], false);
    await powerAtRest(scene.cloud);
    scene.cloud.calls.clear();
    expect(await scene.tick()).toMatchObject({ counts: { verified: 1 } });
    await power.start(regionOf('ecs'), [scene.id]);
    await powerAtRest(scene.cloud);
    expect(runs(scene)).toBe(0);
    await scene.tick();
    expect(runs(scene)).toBe(1);
    expect(await scene.takes(scene.id)).toEqual(['1']);
  });
});

describe('an instance that cannot be marked', () => {
  it('is proven each time and named, and holds up nobody', async () => {
    const scene = await open();
    const full = Object.fromEntries(Array.from({ length: 19 }, (_, at) => [`t${at}`, '']));
    const ids = [scene.make('ecs', { tags: { ssh: 'ops', ...full } }), scene.make('ecs')];
    await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    const status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle', counts: { verified: 2 } });
    expect(status.changes).toContainEqual(
      expect.objectContaining({ instanceId: ids[0], step: 'tag', status: 'failed' }),
    );
    expect(await Promise.all(ids.map(scene.takes))).toEqual([['1'], ['1']]);
    scene.cloud.calls.clear();
    await scene.tick();
    expect(runs(scene)).toBe(1);
  });
});
