import { describe, expect, it } from 'vitest';
import { canLogIn } from '../../guest/ssh-client.ts';
import { houseOf, keys, mustCall, openHouse, openTown } from './house.ts';

const products = ['ecs', 'ens', 'swas'] as const;

describe.each(products)('%s: a key pair and who gets in', (product) => {
  it('an instance made Running has booted with what it was made with', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    expect(await house.letsIn('first')).toBe(true);
    expect(await house.letsIn('second')).toBe(false);
  });

  it('nobody gets into an instance without a key pair', async () => {
    const house = await openHouse({ product });
    expect(await house.letsIn('first')).toBe(false);
  });

  it('attaching opens the door at the next start, and only there', async () => {
    const house = await openHouse({ product });
    await house.restart();
    expect(await house.letsIn('first')).toBe(false);
    await house.restart(() => house.attach('first'));
    expect(await house.letsIn('first')).toBe(true);
    expect(await house.letsIn('second')).toBe(false);
  });

  it('attaching another replaces the first at the next start', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    await house.restart(() => house.attach('second'));
    expect(await house.letsIn('first')).toBe(false);
    expect(await house.letsIn('second')).toBe(true);
  });

  it('detaching closes the door at the next start', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    expect(await house.letsIn('first')).toBe(true);
    await house.restart(() => house.detach('first'));
    expect(await house.letsIn('first')).toBe(false);
  });

  it('what was attached while stopped counts from the start', async () => {
    const house = await openHouse({ product, status: 'Stopped' });
    await house.attach('first');
    await house.power('Start', 'Running');
    expect(await house.letsIn('first')).toBe(true);
  });

  it('a start without cloud-init changes nothing; the one after does', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    await house.cloud.instances.change(house.instanceId, { runCloudInit: false });
    await house.restart(() => house.attach('second'));
    expect([await house.letsIn('first'), await house.letsIn('second')]).toEqual([true, false]);
    await house.restart();
    expect([await house.letsIn('first'), await house.letsIn('second')]).toEqual([false, true]);
  });

  it('cloud-init may not have run at the first boot', async () => {
    const house = await openHouse({ product, keyPairName: 'first', runCloudInit: false });
    expect(await house.letsIn('first')).toBe(false);
  });

  it('who gets in is the same whenever the guest is first looked at', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    await house.cloud.instances.change(house.instanceId, { runCloudInit: false });
    await house.restart(() => house.attach('second'));
    await house.restart(() => house.detach('second'));
    await house.restart(() => house.attach('first'));
    expect([await house.letsIn('first'), await house.letsIn('second')]).toEqual([true, false]);
  });
});

describe.each(['ecs', 'swas'] as const)('%s: while the instance runs', (product) => {
  it('attaching changes nothing in the guest: the old truth', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    await house.attach('second');
    expect([await house.letsIn('first'), await house.letsIn('second')]).toEqual([true, false]);
    await house.power('Reboot', 'Running');
    expect([await house.letsIn('first'), await house.letsIn('second')]).toEqual([false, true]);
  });

  it('detaching changes nothing either', async () => {
    const house = await openHouse({ product, keyPairName: 'first' });
    await house.detach('first');
    expect(await house.letsIn('first')).toBe(true);
    await house.power('Reboot', 'Running');
    expect(await house.letsIn('first')).toBe(false);
  });

  it('stopping and starting counts as a reboot does', async () => {
    const house = await openHouse({ product });
    await house.attach('first');
    await house.power('Stop', 'Stopped');
    await house.power('Start', 'Running');
    expect(await house.letsIn('first')).toBe(true);
  });
});

describe('ens', () => {
  it('a key pair that is deleted stays with the instances that carry it', async () => {
    const house = await openHouse(
      { product: 'ens', keyPairName: 'first' },
      { settings: { deleteAttachedEns: 'allow' } },
    );
    await mustCall(house.cloud, 'ens', 'DeleteKeyPairs', { KeyPairName: 'first' });
    await house.restart();
    expect(await house.letsIn('first')).toBe(true);
  });
});

describe('launched by RunInstances', () => {
  it.each(['ecs', 'ens'] as const)(
    'an instance launched by RunInstances on %s lets the key pair named there in as soon as it runs',
    async (product) => {
      const cloud = await openTown(product);
      const image = { ImageId: 'ubuntu_22_04', InstanceType: 'ecs.t6' };
      const body = await mustCall(cloud, product, 'RunInstances', { ...image, KeyPairName: 'first', Amount: 2 });
      const { InstanceIdSet = body.InstanceIds } = (body.InstanceIdSets ?? {}) as Record<string, unknown>;
      const ids = InstanceIdSet as string[];
      expect(ids.map((id) => cloud.instances.get(id)?.keyPairName)).toEqual(['first', 'first']);
      await expect.poll(() => ids.map((id) => cloud.instances.get(id)?.status)).toEqual(['Running', 'Running']);
      const houses = ids.map((id) => houseOf(cloud, product, id));
      expect(await Promise.all(houses.map((house) => house.letsIn('first')))).toEqual([true, true]);
      expect(await houses[0]?.letsIn('second')).toBe(false);
    },
  );
});

describe('port', () => {
  it('the port stays the same for life, closed while the instance is not Running', async () => {
    const house = await openHouse({ product: 'ecs', keyPairName: 'first' });
    const port = async () => (await house.cloud.instances.inspect(house.instanceId))?.sshPort;
    const first = await port();
    await house.power('Stop', 'Stopped');
    expect(await port()).toBe(first);
    const login = canLogIn(first ?? 0, { privateKey: keys.first.privateKey });
    await expect(login).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await house.power('Start', 'Running');
    expect(await port()).toBe(first);
    expect(await house.letsIn('first')).toBe(true);
  });

  it('the port is opened on an instance that is found stopped, when it starts', async () => {
    const house = await openHouse({ product: 'ecs', keyPairName: 'first', status: 'Stopped' });
    const port = (await house.cloud.instances.inspect(house.instanceId))?.sshPort ?? 0;
    await house.power('Start', 'Running');
    await house.cloud.instances.inspect(house.instanceId);
    expect(await canLogIn(port, { privateKey: keys.first.privateKey })).toBe(true);
  });

  it('the port is closed by a reset, and an instance of the same id begins anew', async () => {
    const house = await openHouse({ product: 'ecs', keyPairName: 'first' });
    expect(await house.letsIn('first')).toBe(true);
    house.cloud.reset();
    house.cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: house.instanceId }]);
    expect(await house.letsIn('first')).toBe(false);
  });
});
