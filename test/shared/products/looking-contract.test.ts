import { describe, expect, it } from 'vitest';
import { productNames, products } from '../../../shared/products/index.ts';
import { startSetting } from './setting.ts';

describe.each(productNames)('the %s driver, looking,', (product) => {
  const { maxInstancesPerCall: limit } = products[product];

  it('sees state, system and key pair of more instances than one call describes', async () => {
    const { driver, keyPair, regionId, make } = await startSetting(product);
    const [ids, windows] = [make(120), make(1, { os: 'windows' })];
    await driver.attach({ keyPair, instanceIds: ids.slice(0, 3), clientToken: 't-1' });
    const seen = await driver.look(regionId, [...ids, ...windows, 'i-unknown0000000001'], true);
    expect(seen.size).toBe(121);
    expect(seen.get(ids[0] ?? '')).toMatchObject({ status: 'Stopped', os: 'linux', keyPairName: 'ops' });
    expect(seen.get(ids[119] ?? '')).toMatchObject({ keyPairName: null });
    expect(seen.get(windows[0] ?? '')?.os).toBe('windows');
  });

  it('sees the key pair of every instance when more carry it than a listing names', async () => {
    const { driver, keyPair, regionId, make } = await startSetting(product);
    const ids = make(60);
    await driver.attach({ keyPair, instanceIds: ids.slice(0, limit), clientToken: 't-1' });
    await driver.attach({ keyPair, instanceIds: ids.slice(limit), clientToken: 't-2' });
    const seen = await driver.look(regionId, ids, true);
    expect([...seen.values()].filter(({ keyPairName }) => keyPairName === 'ops')).toHaveLength(60);
  });

  it('sees name, tags, age and addresses', async () => {
    const { cloud, driver, regionId, make } = await startSetting(product);
    const tags = { ssh: 'ops', 'keyfleet:ssh-port': '2222', empty: '' };
    const [id = ''] = make(1, { status: 'Running', instanceName: 'web-1', tags });
    const seen = (await driver.look(regionId, [id], true)).get(id);
    const { privateIpAddress, publicIpAddress, creationTime } = cloud.instances.get(id) ?? {};
    expect(seen).toMatchObject({ instanceName: 'web-1', tags });
    expect(seen?.addresses).toEqual({ private: privateIpAddress, public: publicIpAddress });
    expect(Math.abs((seen?.createdMs ?? 0) - (creationTime ?? 0))).toBeLessThan(60_000);
  });

  it('reads the same when numbers, booleans and text change places', async () => {
    const { cloud, driver, regionId, make } = await startSetting(product);
    const ids = make(3, { status: 'Running', instanceName: '7', tags: { 'keyfleet:ssh-port': '2222', on: 'true' } });
    const right = [await driver.look(regionId, ids, true), await driver.list(regionId, {})];
    cloud.faults.add({ fault: 'wrongTypes' });
    expect([await driver.look(regionId, ids, true), await driver.list(regionId, {})]).toEqual(right);
  });
});
