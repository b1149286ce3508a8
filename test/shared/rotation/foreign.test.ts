import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDriver, createKeyPair, regionOf } from '../../stack.ts';
import { DAY_MS, openRotation, type RotationScene } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

async function open() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  await createKeyPair(scene.cloud, 'ecs', 'theirs');
  const before = await scene.promoteBefore();
  const [ours, other] = [scene.make('ecs', { keyPairName: before }), scene.make('ecs', { keyPairName: before })];
  return { scene, before, ours, other };
}

/** As a person does it, in the console. */
async function attachTheirs({ cloud }: RotationScene, instanceId: string) {
  const keyPair = { product: 'ecs', regionId: regionOf('ecs'), keyPairName: 'theirs', keyPairId: null } as const;
  await createDriver(cloud, 'ecs').attach({ keyPair, instanceIds: [instanceId], clientToken: 'of-a-person' });
}

const carried = ({ cloud }: RotationScene, id: string) => cloud.instances.get(id)?.keyPairName;

describe('a key pair that a person attached meanwhile', () => {
  it('while the new key is verified inside is left alone, and reported', async () => {
    const { scene, ours, other } = await open();
    let attached: Promise<void> | undefined;
    const commandsFor = (id: string) =>
      scene.cloud.calls
        .list()
        .some((call) => call.action === 'RunCommand' && JSON.stringify(call.parameters).includes(id));
    const status = await scene.tick(() => {
      if (commandsFor(other)) attached ??= attachTheirs(scene, other);
    });
    await attached;
    expect(carried(scene, other)).toBe('theirs');
    expect(status.instances.foreign).toMatchObject([
      { instanceId: other, code: 'ForeignKeyPair', keyPairName: 'theirs' },
    ]);
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 1, foreign: 1 } });
    expect(carried(scene, ours)).toBe(status.current);
  });

  it('in the grace is left alone with what is inside, and reported to the end', async () => {
    const { scene, ours, other } = await open();
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    await attachTheirs(scene, other);
    scene.pass(DAY_MS + 60_000);
    const status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle', counts: { verified: 1, foreign: 1 } });
    expect(status.instances.foreign).toMatchObject([{ instanceId: other, message: 'it carries theirs' }]);
    expect(carried(scene, other)).toBe('theirs');
    expect(await scene.takes(ours)).toEqual(['2']);
    expect(await scene.takes(other)).toEqual(['1', '2']);
  });
});
