import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { announcementId } from '../../../shared/ledger/announcement.ts';
import { createKeyPair } from '../../stack.ts';
import { SECRETS } from '../fleet/some-fleet.ts';
import { DAY_MS, openRotation, RARELY, type SceneOptions } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';
import { secretsOf } from './scenes/scene-keys.ts';
import type { OtherDeployment } from './scenes/scene-requests.ts';

const now = { action: 'now', keyPair: 'ops' };
const stranger = 'ops-20260101T000000Z';

afterAll(closeClouds);

async function open(options: SceneOptions = {}) {
  const scene = await openRotation(options);
  onTestFinished(() => scene.close());
  const secret = secretsOf(scene.cloud);
  const ownerIn = async () => (await secret.describe('keyfleet/ops'))?.tags['keyfleet:owner'];
  const own = `${scene.cloud.accountId}/fleet/test`;
  const writes = () => scene.cloud.calls.list().filter(({ action }) => !/^(Describe|List|Get)/.test(action ?? ''));
  return { ...scene, secret, ownerIn, own, writes };
}

describe('the secret of a rotation', () => {
  it('names its owner from its first version on', async () => {
    const { make, ask, ownerIn, own } = await open();
    make('ecs');
    await ask(now);
    expect(await ownerIn()).toBe(own);
  });

  it('is taken over by the first tick where it names none, once, and its rotation goes on', async () => {
    const { make, tick, ask, promoteBefore, ownerIn, own, writes, cloud } = await open({ lines: RARELY });
    const keyPairName = await promoteBefore({ isMarked: false });
    const id = make('ecs', { keyPairName });
    await tick();
    expect(await ownerIn()).toBe(own);
    cloud.calls.clear();
    expect(await tick()).toMatchObject({ phase: 'idle', health: 'fine', current: keyPairName });
    expect(writes()).toEqual([]);
    const status = await ask(now);
    expect(status).toMatchObject({ phase: 'grace', counts: { verified: 1 } });
    expect(cloud.instances.get(id)).toMatchObject({ keyPairName: status.current, history: { starts: 0, stops: 0 } });
  });

  it('is taken over in the middle of a rotation, which goes on with the key that it has', async () => {
    const { make, tick, secret, promoteBefore, made } = await open();
    const keyPairName = await promoteBefore({ isMarked: false });
    make('ecs', { keyPairName });
    const data = JSON.stringify({ generation: 'ops-20261101T000000Z', startedBy: { by: 'timer' } });
    const versionId = announcementId(keyPairName);
    await secret.put({ name: 'keyfleet/ops', versionId, data, stages: ['KeyfleetPending'] });
    expect(await tick()).toMatchObject({ phase: 'grace', current: 'ops-20261101T000000Z' });
    expect(made).toHaveLength(2);
  });
});

describe('an answer of KMS that leaves out tags', () => {
  it('takes no secret from its owner', async () => {
    const { make, ask, askAs, cloud, ownerIn, own } = await open();
    make('ecs');
    await ask(now);
    cloud.faults.add({ product: 'kms', action: 'DescribeSecret', times: 1, fault: 'missingRows' });
    const { keyPairs } = await askAs({ head: `name: other\n${SECRETS}` }, { action: 'tick' });
    expect(keyPairs).toMatchObject([{ phase: 'blocked' }]);
    expect(await ownerIn()).toBe(own);
  });
});

describe('the secret of another owner', () => {
  const others: readonly [string, OtherDeployment][] = [
    ['another fleet', { head: `name: other\n${SECRETS}` }],
    ['another account', { of: { accountId: '1' } }],
    ['another function', { of: { functionName: 'keyfleet-rotate-2' } }],
  ];
  it.each(others)('blocks %s, which changes nothing, idle or not', async (_, other) => {
    const { make, ask, askAs, own, writes, cloud, pass } = await open();
    make('ecs');
    await ask(now);
    cloud.calls.clear();
    const reason = expect.stringMatching(`^OtherOwner: secret keyfleet/ops is rotated by ${own}, and this is `);
    const blocked = { keyPairs: [{ phase: 'blocked', health: 'stuck', reason }] };
    for (const request of [{ action: 'tick' }, { action: 'status' }, now, { ...now, revoke: true }]) {
      expect(await askAs(other, request)).toMatchObject(blocked);
    }
    expect(await askAs(other, { action: 'rollback', keyPair: 'ops' })).toMatchObject(blocked);
    pass(31 * DAY_MS);
    expect(await askAs(other, { action: 'tick' })).toMatchObject(blocked);
    expect(writes()).toEqual([]);
  });

  it('blocks a fleet that makes it in the same moment', async () => {
    const { make, ask, askAs, ownerIn } = await open();
    make('ecs');
    const statuses = [await Promise.all([ask(now), askAs({ head: `name: other\n${SECRETS}` }, now)])].flatMap(
      ([mine, { keyPairs }]) => [mine, ...keyPairs],
    );
    expect(statuses.map(({ phase }) => phase).toSorted()).toEqual(['blocked', 'grace']);
    expect(await ownerIn()).toMatch(/\/(fleet|other)\/test$/);
  });
});

describe('a generation that the secret does not know', () => {
  it('blocks a rotation whose secret was lost, instead of beginning anew', async () => {
    const { make, ask, tick, secret, writes, cloud, pass } = await open();
    await createKeyPair(cloud, 'ecs', stranger);
    const id = make('ecs', { keyPairName: stranger });
    make('ecs');
    cloud.calls.clear();
    const reason = `UnknownGeneration: ${id} carries ${stranger}, which secret keyfleet/ops does not know`;
    const blocked = { phase: 'blocked', health: 'stuck', reason: expect.stringContaining(reason) };
    for (const request of [now, { ...now, revoke: true }, { action: 'status' }]) {
      expect(await ask(request)).toMatchObject(blocked);
    }
    expect(await tick()).toMatchObject(blocked);
    pass(31 * DAY_MS);
    expect(await tick()).toMatchObject(blocked);
    expect(writes()).toEqual([]);
    expect(await secret.listVersions('keyfleet/ops')).toEqual([]);
  });

  it('blocks a rotation that is due', async () => {
    const { make, tick, promoteBefore, writes, cloud } = await open();
    const keyPairName = await promoteBefore();
    await createKeyPair(cloud, 'ecs', stranger);
    make('ecs', { keyPairName });
    make('ecs', { keyPairName: stranger });
    cloud.calls.clear();
    expect(await tick()).toMatchObject({ phase: 'blocked', health: 'stuck', current: keyPairName });
    expect(writes()).toEqual([]);
  });

  it('is left alone on an instance that is ignored', async () => {
    const { make, tick, promoteBefore, cloud } = await open();
    const keyPairName = await promoteBefore();
    await createKeyPair(cloud, 'ecs', stranger);
    make('ecs', { keyPairName });
    make('ecs', { keyPairName: stranger, tags: { ssh: 'ops', 'keyfleet:ignore': '' } });
    expect(await tick()).toMatchObject({ phase: 'grace', health: 'fine', counts: { ignored: 1 } });
  });
});

describe('a secret that waits for its deletion', () => {
  it('is blocked as soon as it is looked at, and says until when it can be restored', async () => {
    const { make, ask, promoteBefore, deleteSecret } = await open();
    const keyPairName = await promoteBefore();
    make('ecs', { keyPairName });
    await deleteSecret();
    const reason = expect.stringMatching(/^SecretDeleted: secret keyfleet\/ops will be gone at \d{4}-/);
    expect(await ask({ action: 'status' })).toMatchObject({ phase: 'blocked', health: 'stuck', reason });
  });
});
