import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Action, readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { type Clock, systemClock } from '../../shared/cloud/clock.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import { createFastClock } from '../fast-clock.ts';
import { type ClientKey, canLogIn, createKey } from '../local/guest/ssh-client.ts';
import { contextFor, regionOf, rpc, targetOf } from '../stack.ts';

const QUICK = { pendingMs: 5, startMs: 30, stopMs: 30, rebootMs: 60 };
const PASSWORD = 'correct horse';

let cloud: LocalCloud;
let ours: ClientKey;
let theirs: ClientKey;
beforeAll(async () => {
  cloud = await startLocalCloud();
  [ours, theirs] = [createKey('rsa'), createKey('rsa')];
});
afterAll(() => cloud.close());
beforeEach(() => {
  cloud.reset();
  Object.assign(cloud.settings.power, QUICK);
});

async function importKeyPair(product: ProductName, keyPairName: string, { publicKey }: ClientKey) {
  const region = regionOf(product);
  await rpc(cloud, product)('ImportKeyPair', {
    KeyPairName: keyPairName,
    PublicKeyBody: publicKey,
    ...(region && { RegionId: region }),
  });
}

/** One running instance that carries the key pair `theirs`; `ours` is there to be attached. */
async function makeOne(product: ProductName, more: object = {}): Promise<string> {
  await importKeyPair(product, 'ours', ours);
  await importKeyPair(product, 'theirs', theirs);
  const region = regionOf(product);
  const spec = { product, keyPairName: 'theirs', ...(region && { regionId: region }), ...more };
  const [made] = cloud.instances.add([spec]);
  return made?.instanceId ?? '';
}

async function change(
  action: Action,
  product: ProductName,
  keyPairName: string,
  id: string,
  options: object,
  clock: Clock = systemClock,
) {
  const command = readCommand(action, { ...targetOf(product, keyPairName, [id]), ...options }, 1);
  const invocation = startInvocation(contextFor(cloud, 3_600), { KEYFLEET_ENDPOINT: cloud.url }, clock);
  const report = await dispatch(command, invocation);
  return report.results[0];
}

async function portOf(id: string): Promise<number> {
  return (await cloud.instances.inspect(id))?.sshPort ?? 0;
}

const logsIn = async (id: string, { privateKey }: ClientKey) => canLogIn(await portOf(id), { privateKey });
const logsInByPassword = async (id: string) => canLogIn(await portOf(id), { password: PASSWORD });

/** Reboots as an operator would, and waits until it runs again. */
async function powerCycle(product: ProductName, id: string) {
  const region = regionOf(product);
  await rpc(cloud, product)('RebootInstance', { InstanceId: id, ...(region && { RegionId: region }) });
  const before = (await cloud.instances.inspect(id))?.bootId;
  await expect
    .poll(
      async () => {
        const { status, bootId } = (await cloud.instances.inspect(id)) ?? {};
        return status === 'Running' && bootId !== before;
      },
      { interval: 10 },
    )
    .toBe(true);
}

describe.each(['ecs', 'swas'] as const)('on %s', (product) => {
  it('an attach on the next start lets the new key in after a reboot, and the old one out', async () => {
    const id = await makeOne(product);
    expect(await change('attach', product, 'ours', id, {})).toMatchObject({
      status: 'succeeded',
      attached: 'yes',
      effective: 'afterStart',
      replaced: 'theirs',
    });
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([false, true]);
    await powerCycle(product, id);
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([true, false]);
  });

  it('an attach online lets the new key in at once, beside the old one, without a reboot', async () => {
    const id = await makeOne(product);
    const { bootId } = (await cloud.instances.inspect(id)) ?? {};
    expect(await change('attach', product, 'ours', id, { takeEffect: 'online' })).toMatchObject({
      status: 'succeeded',
      attached: 'yes',
      effective: 'yes',
      seenBy: 'guest',
      replaced: 'theirs',
    });
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([true, true]);
    expect((await cloud.instances.inspect(id))?.bootId).toBe(bootId);
    await powerCycle(product, id);
    expect(await logsIn(id, ours)).toBe(true);
  });

  it('an attach online twice changes nothing the second time', async () => {
    const id = await makeOne(product);
    await change('attach', product, 'ours', id, { takeEffect: 'online' });
    const again = await change('attach', product, 'ours', id, { takeEffect: 'online' });
    expect(again).toMatchObject({ status: 'skipped', code: 'AlreadyAttached', effective: 'yes', seenBy: 'guest' });
  });

  it('an attach by restart lets the new key in, and says that it was seen inside', async () => {
    const id = await makeOne(product);
    expect(await change('attach', product, 'ours', id, { takeEffect: 'restart', verify: 'guest' })).toMatchObject({
      status: 'succeeded',
      effective: 'yes',
      seenBy: 'guest',
    });
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([true, false]);
  });

  it.each(['guest', 'none'])('an attach by restart fails when cloud-init did not run, verify %s', async (verify) => {
    const id = await makeOne(product);
    await cloud.instances.change(id, { runCloudInit: false });
    const options = { takeEffect: 'restart', verify };
    expect(await change('attach', product, 'ours', id, options, createFastClock(20))).toMatchObject({
      status: 'failed',
      code: 'KeyAbsent',
      attached: 'yes',
      effective: 'no',
    });
  });

  it('an attach online without an agent fails, or falls back to a restart', async () => {
    cloud.settings.power.rebootMs = 1_500;
    const id = await makeOne(product, { agent: 'offline' });
    expect(await change('attach', product, 'ours', id, { takeEffect: 'online' })).toMatchObject({
      status: 'failed',
      code: 'AgentOffline',
      attached: 'no',
    });
    const restarted = await change('attach', product, 'ours', id, {
      takeEffect: 'online',
      fallback: 'restart',
      verify: 'none',
    });
    expect(restarted).toMatchObject({ status: 'succeeded', attached: 'yes', effective: 'unknown' });
    expect(await logsIn(id, ours)).toBe(true);
  });

  it('a detach online takes exactly that key out', async () => {
    const id = await makeOne(product);
    await change('attach', product, 'ours', id, { takeEffect: 'online' });
    expect(await change('detach', product, 'ours', id, { takeEffect: 'online' })).toMatchObject({
      status: 'succeeded',
      attached: 'no',
      effective: 'yes',
    });
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([false, true]);
  });

  it('a detach of the only key is refused where no password is set, and done where one is', async () => {
    const id = await makeOne(product, { password: false });
    expect(await change('detach', product, 'theirs', id, {})).toMatchObject({ status: 'failed', code: 'WouldLockOut' });
    expect(await change('detach', product, 'theirs', id, { takeEffect: 'restart' })).toMatchObject({
      code: 'WouldLockOut',
    });
    await cloud.instances.change(id, { password: PASSWORD });
    expect(await logsInByPassword(id)).toBe(false);
    expect(await change('detach', product, 'theirs', id, { takeEffect: 'restart', verify: 'guest' })).toMatchObject({
      status: 'succeeded',
      attached: 'no',
      effective: 'yes',
    });
    expect([await logsIn(id, theirs), await logsInByPassword(id)]).toEqual([false, true]);
  });
});

describe('on ens', () => {
  it('an attach by restart stops, attaches and starts, and the new key logs in', async () => {
    const id = await makeOne('ens');
    expect(await change('attach', 'ens', 'ours', id, { takeEffect: 'online' })).toMatchObject({
      code: 'OnlineNotSupported',
    });
    expect(await change('attach', 'ens', 'ours', id, { takeEffect: 'restart' })).toMatchObject({
      status: 'succeeded',
      attached: 'yes',
      effective: 'unknown',
    });
    expect([await logsIn(id, ours), await logsIn(id, theirs)]).toEqual([true, false]);
  });

  it('a detach needs consent, because nobody can look inside', async () => {
    const id = await makeOne('ens', { password: PASSWORD });
    expect(await change('detach', 'ens', 'theirs', id, { takeEffect: 'restart' })).toMatchObject({
      code: 'CannotVerify',
    });
    const done = await change('detach', 'ens', 'theirs', id, { takeEffect: 'restart', allowUnverified: true });
    expect(done).toMatchObject({ status: 'succeeded', attached: 'no' });
    expect([await logsIn(id, theirs), await logsInByPassword(id)]).toEqual([false, true]);
  });
});
