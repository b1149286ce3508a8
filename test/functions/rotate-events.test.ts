import { type InstanceSpec, type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/rotate.ts';
import { createSecrets, kmsApi } from '../../shared/cloud/kms/index.ts';
import { nameGeneration } from '../../shared/fleet/generation.ts';
import type { RotationReport } from '../../shared/rotation/report/report.ts';
import { writeKey } from '../../shared/rotation/secret/content.ts';
import { KEEPS_TAG } from '../../shared/rotation/state/proof-mark.ts';
import { canLogIn } from '../local/guest/ssh-client.ts';
import { created, stateChange } from '../shared/auto-attach/auto-scene.ts';
import { firstKey, pool } from '../shared/rotation/scenes/key-pool.ts';
import { provenTag } from '../shared/rotation/scenes/proven-tag.ts';
import { contextFor, inKms, openLocal, rpc } from '../stack.ts';
import { PATIENCE_MS } from '../time-limits.ts';

const RegionId = 'cn-hangzhou';
const ID = 'i-bp1late';
/** Half of it is for waiting, so what cannot be waited for takes a second. */
const SECONDS = 5;
const newKey = pool[0] ?? firstKey;

let cloud: LocalCloud;
let generation: string;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.close());
beforeEach(async () => {
  cloud.reset();
  vi.stubEnv('KEYFLEET_ENDPOINT', cloud.url);
  generation = await promote();
  cloud.calls.clear();
  return () => vi.unstubAllEnvs();
});

/** A whole rotation, as it left the cloud an hour ago; its name. */
async function promote(): Promise<string> {
  const name = nameGeneration('ops', Date.now() - 3_600_000);
  const secrets = createSecrets(openLocal(cloud)(kmsApi(RegionId)));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'ops', data: '{}' });
  await secrets.put({ name: 'keyfleet/ops', versionId: name, data: writeKey({ ...newKey, startedBy: null }) });
  await rpc(cloud, 'ecs')('ImportKeyPair', { RegionId, KeyPairName: 'ops', PublicKeyBody: firstKey.publicKey });
  await rpc(cloud, 'ecs')('ImportKeyPair', { RegionId, KeyPairName: name, PublicKeyBody: newKey.publicKey });
  return name;
}

type Spec = Omit<Partial<InstanceSpec>, 'keyPairName'> & { keyPairName?: string | null };

function add({ keyPairName = 'ops', ...more }: Spec = {}): void {
  const usual = { product: 'ecs', regionId: RegionId, instanceId: ID, ...(keyPairName && { keyPairName }) } as const;
  cloud.instances.add([{ ...usual, ...more, tags: { ssh: 'ops', ...more.tags } }]);
  cloud.calls.clear();
}

const send = async (event: unknown, seconds = SECONDS) =>
  (await handler(Buffer.from(JSON.stringify(event)), contextFor(cloud, seconds))) as RotationReport;
const called = () => cloud.calls.list().map(({ product, action }) => `${product}.${action}`);
const writes = () => called().filter((name) => !/\.(Describe|List|Get)/.test(name));
const carried = () => cloud.instances.get(ID)?.keyPairName;

/** Which of the two keys the instance lets in. */
async function letsIn(): Promise<string[]> {
  const port = (await cloud.instances.inspect(ID))?.sshPort ?? 0;
  const keys = { old: firstKey, new: newKey };
  const open = await Promise.all(Object.values(keys).map(({ privateKey }) => canLogIn(port, { privateKey })));
  return Object.keys(keys).filter((_, at) => open[at]);
}

describe('an event says that an instance runs', () => {
  it('an instance that lags gets the new key when it runs, and the old one is taken away', async () => {
    add();
    expect(await letsIn()).toEqual(['old']);
    expect(await send(stateChange(ID), 60)).toMatchObject({
      action: 'event',
      keyPairs: [{ keyPair: 'ops', health: 'fine', counts: { verified: 1, lagging: 0 } }],
      reasons: [],
    });
    expect({ key: carried(), letsIn: await letsIn() }).toEqual({ key: generation, letsIn: ['new'] });
    expect(cloud.instances.get(ID)?.tags).not.toHaveProperty(KEEPS_TAG);
  });

  it('an instance that carries the new key when it runs, and may have the old one inside, loses that one', async () => {
    add();
    await send(stateChange(ID), 60);
    await rpc(cloud, 'ecs')('TagResources', {
      RegionId,
      ResourceType: 'instance',
      ResourceId: [ID],
      Tag: [{ Key: KEEPS_TAG, Value: 'ops' }],
    });
    expect((await send(stateChange(ID), 60)).keyPairs).toMatchObject([{ changes: [{ step: 'add' }] }]);
    expect(cloud.instances.get(ID)?.tags).not.toHaveProperty(KEEPS_TAG);
  });

  it('an instance is finished all the same when two events at once say that it runs', async () => {
    add();
    await Promise.all([send(stateChange(ID), 60), send(stateChange(ID), 60)]);
    expect({ key: carried(), letsIn: await letsIn() }).toEqual({ key: generation, letsIn: ['new'] });
  });

  it('an instance that runs, and whose agent is not up yet, is waited for', async () => {
    add({ agent: 'offline' });
    const sent = send(stateChange(ID), 60);
    await vi.waitFor(() => expect(called()).toContain('ecs.DescribeCloudAssistantStatus'), PATIENCE_MS);
    await cloud.instances.change(ID, { agent: 'online' });
    expect(await sent).toMatchObject({ keyPairs: [{ counts: { verified: 1 } }] });
    expect(carried()).toBe(generation);
  });

  it('an instance that runs, and whose agent does not come up in time, is left to the timer', async () => {
    add({ agent: 'offline' });
    const reasons = [`${ID}: Cloud Assistant does not answer yet, so it is left to the timer`];
    expect(await send(stateChange(ID))).toMatchObject({ keyPairs: [], reasons });
    expect(writes()).toEqual([]);
  });

  it('an event that an instance runs is read in any shape that auto-attach reads', async () => {
    expect.hasAssertions();
    add({ keyPairName: generation, tags: provenTag(generation, Date.now()) });
    const { data } = stateChange(ID);
    const inCloudMonitor = { product: 'ECS', name: 'Instance:StateChange', regionId: RegionId, content: data };
    for (const event of [[stateChange(ID)], inCloudMonitor, { ...data, regionId: RegionId }]) {
      const reasons = [`${ID}: OnTarget, ${generation} is attached`];
      expect(await send(event)).toMatchObject({ action: 'event', keyPairs: [], reasons });
    }
  });
});

describe('an event that gives no reason to act', () => {
  it('costs one look at the instance and one at the versions of the secret', async () => {
    add({ keyPairName: generation, tags: provenTag(generation, Date.now()) });
    await send(stateChange(ID));
    expect(called()).toEqual(['ecs.DescribeInstances', 'kms.ListSecretVersionIds']);
  });

  const event = stateChange(ID);
  it.each<[string, unknown, string, number]>([
    ['another account', { ...event, aliyunaccountid: '999' }, 'it is of another account, "999"', 0],
    ['another type', { ...event, type: 'oss:ObjectCreated' }, 'nothing is to be done at type "oss:ObjectCreated"', 0],
    ['a state of no meaning', stateChange(ID, 'Deleted'), 'nothing is to be done at state "Deleted"', 0],
    ['another region', stateChange(ID, 'Running', 'eu-west-1'), 'fleet.yaml rotates nothing of ecs in eu-west-1', 0],
    ['an instance that is gone', stateChange('i-gone'), 'ecs shows no such instance in cn-hangzhou', 1],
    ['ENS, even our own restart', created('ens', [ID]), 'ens is left to the timer: nobody can look inside', 0],
  ])('an event that gives no reason to act: %s', async (_, payload, reason, calls) => {
    add();
    expect(await send(payload)).toMatchObject({ action: 'event', keyPairs: [], reasons: [reason] });
    expect(called()).toHaveLength(calls);
  });

  it.each<[string, Spec, string]>([
    [
      'it came late, and the instance is stopped',
      { status: 'Stopped' },
      'it is Stopped: it will be looked at when it runs',
    ],
    ['somebody is restarting it', { tags: { 'keyfleet:restart': 'ops' } }, 'somebody is restarting it'],
    ['it is to be ignored', { tags: { 'keyfleet:ignore': '' } }, 'Ignored, it carries the tag keyfleet:ignore'],
    ['it carries a key pair of others', { keyPairName: 'theirs' }, 'ForeignKeyPair, it carries theirs'],
  ])('an event that gives no reason to act: %s', async (_, more, reason) => {
    add(more);
    expect(await send(event)).toMatchObject({ keyPairs: [], reasons: [`${ID}: ${reason}`] });
    expect(writes()).toEqual([]);
  });

  it('the instance is new: not even the secret is looked at', async () => {
    add({ keyPairName: null });
    const reasons = [`${ID}: it carries no key pair, so it is nothing that came back`];
    expect(await send(event)).toMatchObject({ keyPairs: [], reasons });
    expect(called()).toEqual(['ecs.DescribeInstances']);
  });

  it('the instance is none of the fleet: not even the secret is looked at', async () => {
    add({ tags: { ssh: 'dev' } });
    expect(await send(event)).toMatchObject({ keyPairs: [], reasons: [] });
    expect(called()).toEqual(['ecs.DescribeInstances']);
  });

  it('the look is refused: that is said, and nobody is asked to deliver it again', async () => {
    add();
    cloud.faults.add({
      product: 'ecs',
      action: 'DescribeInstances',
      fault: 'error',
      code: 'Forbidden.RAM',
      status: 403,
    });
    const reasons = ['ecs could not be looked at in cn-hangzhou: Forbidden.RAM'];
    expect(await send(event)).toMatchObject({ keyPairs: [], reasons });
  });

  it.each([[{}], [{ keyPair: 'ops' }], ['hello'], [[]], [7]])(
    '%j is no event: it is answered as a request that is wrong',
    async (payload) => {
      expect(await send(payload)).toMatchObject({ code: 'InvalidParameter' });
      expect(called()).toEqual([]);
    },
  );
});
