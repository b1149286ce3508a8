import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDriver, regionOf } from '../../stack.ts';
import { DAY_MS, openRotation, type SceneOptions } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const now = { action: 'now', keyPair: 'ops' };
const withoutInstance = 'secrets: { region: cn-hangzhou }';

afterAll(closeClouds);

async function open(options: SceneOptions = {}) {
  const scene = await openRotation(options);
  onTestFinished(() => scene.close());
  scene.make('ecs');
  return scene;
}

describe('the first step of a rotation', () => {
  it('is stuck from the start where KMS of today refuses a secret without an instance, and says what is missing', async () => {
    const scene = await open({ head: withoutInstance });
    const reason = expect.stringMatching(
      /^UnsupportedOperation: .*CreateSecret.* fleet\.yaml names no secrets\.kmsInstance/,
    );
    expect(await scene.ask(now)).toMatchObject({ phase: 'notStarted', health: 'stuck', reason });
    scene.pass(31 * DAY_MS);
    expect(await scene.tick()).toMatchObject({ phase: 'notStarted', health: 'stuck', reason });
  });

  it('needs no instance in an old account', async () => {
    const scene = await open({ head: withoutInstance, settings: { secretWithoutInstance: 'allow' } });
    expect(await scene.ask(now)).toMatchObject({ phase: 'grace', health: 'fine' });
  });

  it('is made in the instance that fleet.yaml names, with its key', async () => {
    const scene = await open();
    await scene.ask(now);
    const made = scene.cloud.calls.list().find(({ action }) => action === 'CreateSecret');
    expect(made?.parameters).toMatchObject({ DKMSInstanceId: 'kst-test', EncryptionKeyId: 'key-test' });
  });

  it('is stuck from the start where its role may not use the key', async () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
    const deny = { Effect: 'Deny', Action: 'kms:GenerateDataKey', Resource: '*' } as const;
    const scene = await open({ policy: { Version: '1', Statement: [all, deny] } });
    const reason = expect.stringContaining('Forbidden.NoPermission');
    expect(await scene.ask(now)).toMatchObject({ health: 'stuck', reason });
  });

  it.each([
    ['throttled', { fault: 'throttle', delayMs: 10 }, 'fine'],
    ['failing', { fault: 'error' }, 'attention'],
  ] as const)('is tried again where KMS is %s, and not stuck', async (_, fault, health) => {
    const scene = await open();
    scene.cloud.faults.add({ product: 'kms', action: 'CreateSecret', times: 1, ...fault });
    expect(await scene.ask(now)).toMatchObject({ health });
  });
});

describe('the first generation of a key pair that does not exist', () => {
  const blocked = { phase: 'blocked', health: 'stuck', reason: expect.stringMatching(/^KeyPairNotFound: /) };

  async function openWithout(lines?: string) {
    const scene = await openRotation(lines === undefined ? {} : { lines });
    onTestFinished(() => scene.close());
    for (const product of ['ecs', 'ens', 'swas'] as const) {
      await createDriver(scene.cloud, product).keyPairs.delete(regionOf(product), 'ops');
    }
    scene.cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', tags: { ssh: 'ops' } }]);
    return scene;
  }

  it('is made by no tick, and by no request, unless fleet.yaml asks for it', async () => {
    const scene = await openWithout();
    expect(await scene.tick()).toMatchObject(blocked);
    expect(await scene.ask({ action: 'status' })).toMatchObject(blocked);
    for (const more of [{}, { revoke: true }, { dryRun: true }])
      expect(await scene.ask({ ...now, ...more })).toMatchObject(blocked);
    expect(scene.made).toEqual([]);
    expect(await scene.stages()).toEqual({});
  });

  it('is made, and brought to instances without a key pair, where fleet.yaml says `create: true`', async () => {
    const lines = 'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops, create: true }';
    const scene = await openWithout(lines);
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
  });

  it('is not said to be missing where products cannot be asked', async () => {
    const scene = await openWithout();
    scene.cloud.faults.add({ product: 'ecs', action: 'DescribeKeyPairs', fault: 'error', times: 100 });
    const reason = expect.not.stringMatching(/KeyPairNotFound/);
    expect(await scene.tick()).toMatchObject({ health: 'attention', phase: 'notStarted', reason });
  });
});

describe('a later rotation', () => {
  it('is stuck from the start where its secret waits for its deletion', async () => {
    const scene = await open();
    const keyPairName = await scene.promoteBefore();
    scene.make('ecs', { keyPairName });
    await scene.deleteSecret();
    expect(await scene.tick()).toMatchObject({ health: 'stuck' });
  });
});
