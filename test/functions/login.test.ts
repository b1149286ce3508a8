import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Action, readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { type Outcome, type Report, summarize } from '../../shared/change/report.ts';
import { type Clock, systemClock } from '../../shared/cloud/clock.ts';
import { createSecrets, kmsApi } from '../../shared/cloud/kms/index.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { defineHandler } from '../../shared/runtime/request-handler.ts';
import { createKey } from '../shared/login/keys.ts';
import { contextFor, inKms, openLocal, regionOf, rpc, targetOf } from '../stack.ts';

const [ops, other] = [createKey('RSA as PKCS#1'), createKey('RSA as PKCS#8')];
let cloud: LocalCloud;
let logged: string[];
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.close());
beforeEach(async () => {
  cloud.reset();
  Object.assign(cloud.settings.power, { pendingMs: 5, startMs: 30, stopMs: 30, rebootMs: 60 });
  logged = [];
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'v1', data: ops.privateKey });
  await secrets.create({
    ...inKms,
    name: 'keyfleet/other',
    versionId: 'v1',
    data: JSON.stringify({ PrivateKey: other.privateKey }),
  });
});

/** An instance one can log in to, and the key pair `ops` in its product. */
async function make(product: ProductName, more: object = {}): Promise<string> {
  const region = regionOf(product);
  const where = region && { RegionId: region };
  await rpc(cloud, product)('ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: ops.publicKey, ...where });
  const [instance] = cloud.instances.add([{ product, ...(region && { regionId: region }), ...more }]);
  const instanceId = instance?.instanceId ?? '';
  await cloud.instances.inspect(instanceId);
  return instanceId;
}

/** A clock on which so many seconds pass in one: a boot of the local cloud is soon over, and is looked at for longer. */
function fastClock(times: number): Clock {
  const startMs = Date.now();
  return {
    ...systemClock,
    now: () => startMs + (Date.now() - startMs) * times,
    sleep: (ms) => systemClock.sleep(ms / times),
  };
}

async function run(action: Action, product: ProductName, instanceId: string, more: object = {}): Promise<Outcome> {
  const clock = 'takeEffect' in more && more.takeEffect === 'restart' ? fastClock(20) : systemClock;
  const handler = defineHandler(
    { read: (payload, { maxInstances }) => readCommand(action, payload, maxInstances), run: dispatch, summarize },
    { environment: { KEYFLEET_ENDPOINT: cloud.url }, log: (line) => logged.push(line), clock },
  );
  const login = { verify: 'login', secret: 'keyfleet/ops', ...more };
  const event = Buffer.from(JSON.stringify({ ...targetOf(product, 'ops', [instanceId]), ...login }));
  const report = (await handler(event, contextFor(cloud, 600))) as Report;
  const [outcome] = report.results;
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

const proven = { status: 'succeeded', effective: 'yes', seenBy: 'login' };

describe.each(['ecs', 'swas'] as const)('verify "login" on %s', (product) => {
  it('proves a key that was added online, and that it is gone again', async () => {
    const id = await make(product);

    expect(await run('attach', product, id, { takeEffect: 'online' })).toMatchObject({ ...proven, attached: 'yes' });
    const detached = await run('detach', product, id, { takeEffect: 'online', allowLockOut: true });

    expect(detached).toMatchObject({ ...proven, attached: 'no' });
  });

  it('proves a key that came with a restart', async () => {
    const id = await make(product);

    expect(await run('attach', product, id, { takeEffect: 'restart' })).toMatchObject({ ...proven, attached: 'yes' });
  });
});

describe('verify "login" shows', () => {
  it('verify "login" shows that an attached key works from the next start on', async () => {
    const id = await make('ecs');

    const outcome = await run('attach', 'ecs', id);

    expect(outcome).toMatchObject({ status: 'succeeded', attached: 'yes', effective: 'afterStart', seenBy: 'login' });
  });

  it('verify "login" shows that the key did not come with the restart', async () => {
    const id = await make('ecs');
    await cloud.instances.change(id, { runCloudInit: false });

    const outcome = await run('attach', 'ecs', id, { takeEffect: 'restart' });

    expect(outcome).toMatchObject({ status: 'failed', code: 'LoginRefused', attached: 'yes', effective: 'no' });
  });
});

describe('verify "login" on ens', () => {
  it('proves a key that came with a restart, where the first host key is trusted', async () => {
    const id = await make('ens');

    const outcome = await run('attach', 'ens', id, { takeEffect: 'restart', trustFirstHostKey: true });

    expect(outcome).toMatchObject({ ...proven, attached: 'yes' });
  });

  it('changes nothing where it is not', async () => {
    const id = await make('ens');

    const outcome = await run('attach', 'ens', id, { takeEffect: 'restart' });

    expect(outcome).toMatchObject({ status: 'failed', code: 'HostKeyUnknown', attached: 'no' });
  });
});

describe('verify "login" changes nothing', () => {
  it.each([
    ['without its secret', { secret: 'keyfleet/none' }, 'UnusableKey'],
    ['with a secret that holds another key', { secret: 'keyfleet/other' }, 'SecretKeyMismatch'],
  ])('verify "login" changes nothing %s', async (_how, more, code) => {
    const id = await make('ecs');

    const outcome = await run('attach', 'ecs', id, { takeEffect: 'online', ...more });

    expect(outcome).toMatchObject({ status: 'failed', code, attached: 'no' });
    expect(cloud.instances.list()[0]?.keyPairName).toBeNull();
  });

  it('verify "login" changes nothing where Cloud Assistant cannot read the host key', async () => {
    const id = await make('ecs', { agent: 'offline' });

    expect(await run('attach', 'ecs', id)).toMatchObject({ status: 'failed', code: 'HostKeyUnknown', attached: 'no' });
  });
});

it('reads the secret once, and neither logs nor reports anything of it', async () => {
  expect.hasAssertions();
  const id = await make('ecs');

  const outcome = await run('attach', 'ecs', id, { takeEffect: 'online' });

  expect(cloud.calls.list().filter(({ action }) => action === 'GetSecretValue')).toHaveLength(1);
  const seen = JSON.stringify([outcome, logged, cloud.calls.list()]);
  for (const line of ops.privateKey.split('\n').filter((text) => text.length > 20)) expect(seen).not.toContain(line);
});
