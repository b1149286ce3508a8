import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { readCurrentGenerations } from '../../../shared/ledger/current.ts';
import { createKeyPair } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { openRotation, RARELY } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';
import { secretsOf } from './scenes/scene-keys.ts';

const secret = 'keyfleet/ops';

afterAll(closeClouds);

/** A fleet of one on a generation that is not due. */
async function open() {
  const scene = await openRotation({ lines: RARELY });
  onTestFinished(() => scene.close());
  const keyPairName = await scene.promoteBefore();
  const id = scene.make('ecs', { keyPairName });
  await scene.tick();
  scene.cloud.calls.clear();
  const writes = () => scene.cloud.calls.list().filter(({ action }) => !/^(Describe|List|Get)/.test(action ?? ''));
  return { ...scene, keyPairName, id, writes, secrets: secretsOf(scene.cloud) };
}

describe('a version that somebody else put into the secret', () => {
  it('with the default stage blocks the rotation, which takes no key away and says how to mend it', async () => {
    const { tick, ask, secrets, keyPairName, id, writes, takes, cloud, pass } = await open();
    pass(5_000);
    await secrets.put({ name: secret, versionId: 'v1', data: 'theirs' });
    cloud.calls.clear();
    const command = `--SecretName ${secret} --VersionStage ACSCurrent --MoveToVersion ${keyPairName}`;
    const reason = expect.stringContaining(command);
    const blocked = { phase: 'blocked', health: 'stuck', reason };
    expect(await tick()).toMatchObject(blocked);
    for (const action of ['status', 'now', 'rollback']) {
      expect(await ask({ action, keyPair: 'ops' })).toMatchObject(blocked);
    }
    expect(writes()).toEqual([]);
    expect(await takes(id)).toEqual(['1']);
    const fleet = opsFleet('rotation: { every: 30d, secret: keyfleet/ops }');
    const reading = readCurrentGenerations(fleet, cloud.accountId, secrets);
    await expect(reading).rejects.toMatchObject({ code: 'UnknownVersion' });
    await secrets.updateStage(secret, 'ACSCurrent', { to: keyPairName, from: 'v1' });
    expect(await tick()).toMatchObject({ phase: 'idle', health: 'fine', current: keyPairName });
  });

  it('with no stage that counts is left alone', async () => {
    const { tick, secrets, keyPairName } = await open();
    await secrets.put({ name: secret, versionId: 'v1', data: 'theirs', stages: ['theirs'] });
    await secrets.updateStage(secret, 'theirs', { from: 'v1' });
    expect(await tick()).toMatchObject({ phase: 'idle', current: keyPairName });
  });
});

describe('a stage that means nothing', () => {
  it.each(['prod', 'KeepUntil-tomorrow'])(
    'such as %s blocks the rotation, with the command that mends it',
    async (stage) => {
      const { tick, secrets, keyPairName, writes } = await open();
      await secrets.updateStage(secret, stage, { to: keyPairName });
      const reason = expect.stringContaining(`--VersionStage ${stage} --RemoveFromVersion ${keyPairName}`);
      expect(await tick()).toMatchObject({ phase: 'blocked', health: 'stuck', reason });
      expect(writes().map(({ action }) => action)).toEqual(['UpdateSecretVersionStage']);
      await secrets.updateStage(secret, stage, { from: keyPairName });
      expect(await tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    },
  );
});

describe('a secret that waits for its deletion', () => {
  it('is seen by the next tick, though nothing is due', async () => {
    const { tick, deleteSecret } = await open();
    await deleteSecret();
    const reason = expect.stringMatching(/^SecretDeleted: /);
    expect(await tick()).toMatchObject({ phase: 'blocked', health: 'stuck', reason });
  });
});

describe('a secret that was lost', () => {
  it('is seen where a key pair is left that a rotation made, though no instance carries it', async () => {
    const lost = await openRotation();
    onTestFinished(() => lost.close());
    await createKeyPair(lost.cloud, 'ecs', 'ops-20260101T000000Z');
    lost.make('ecs');
    const blocked = { phase: 'blocked', health: 'stuck', reason: expect.stringMatching(/^UnknownGeneration: ecs /) };
    expect(await lost.tick()).toMatchObject(blocked);
    expect(await lost.ask({ action: 'now', keyPair: 'ops' })).toMatchObject(blocked);
    expect(await lost.ask({ action: 'status' })).toMatchObject(blocked);
  });
});

describe('a generation that was revoked and has no follower', () => {
  it('is marked as one that no instance gets, and the one on its way is given as soon as there is one', async () => {
    const { secrets, keyPairName, cloud } = await open();
    const fleet = opsFleet('rotation: { every: 30d, secret: keyfleet/ops }');
    const read = async () => (await readCurrentGenerations(fleet, cloud.accountId, secrets)).get('ops');
    expect(await read()).toMatchObject({ name: keyPairName, isRevoked: false });
    await secrets.updateStage(secret, 'Revoked-20261102T000000Z', { to: keyPairName });
    expect(await read()).toMatchObject({ name: keyPairName, isRevoked: true });
    await secrets.put({ name: secret, versionId: 'ops-20261103T000000Z', data: '{}', stages: ['KeyfleetPending'] });
    expect(await read()).toMatchObject({ name: 'ops-20261103T000000Z', isRevoked: false });
  });
});
