import { describe, expect, it } from 'vitest';
import { productNames } from '../../../shared/products/index.ts';
import { startSetting } from './setting.ts';

const LISTING = { ecs: 'DescribeInstances', ens: 'DescribeInstances', swas: 'ListInstances' } as const;

describe.each(productNames)('the %s driver, listing,', (product) => {
  it('finds all 250 instances with three calls', async () => {
    const { cloud, driver, regionId, make, calls } = await startSetting(product);
    const ids = make(250, { tags: { ssh: 'ops' } });
    const found = await driver.list(regionId, {});
    expect(new Set(found.map(({ instanceId }) => instanceId))).toEqual(new Set(ids));
    expect(found.every(({ tags, status }) => tags?.ssh === 'ops' && status === 'Stopped')).toBe(true);
    expect(calls(LISTING[product])).toBe(3);
    expect(cloud.calls.list()).toHaveLength(3 + calls('ListKeyPairs'));
    expect(calls('ListKeyPairs')).toBe(product === 'swas' ? 1 : 0);
  });

  it('asks for no further page when the last one is full', async () => {
    const { driver, regionId, make, calls } = await startSetting(product);
    make(200);
    expect(await driver.list(regionId, {})).toHaveLength(200);
    expect(calls(LISTING[product])).toBe(2);
  });

  it('finds those that carry every tag with exactly that value', async () => {
    const { driver, regionId, make, calls } = await startSetting(product);
    const [both] = make(1, { tags: { ssh: 'ops', team: 'web' } });
    const [empty] = make(1, { tags: { ssh: '', team: 'web' } });
    make(1, { tags: { ssh: 'ops', team: 'db' } });
    make(150, { tags: { team: 'web' } });
    const found = async (tags: Record<string, string>) =>
      (await driver.list(regionId, { tags })).map(({ instanceId }) => instanceId);
    expect(await found({ ssh: 'ops', team: 'web' })).toEqual([both]);
    expect(calls(LISTING[product])).toBe(1);
    expect(await found({ ssh: '' })).toEqual([empty]);
    expect(await found({ ssh: 'none' })).toEqual([]);
  });

  it('finds by name, with asterisks for any text', async () => {
    const { driver, regionId, make } = await startSetting(product);
    const all = ['web-1', 'web-2', 'db-1', 'a.b', 'axb'];
    for (const instanceName of all) make(1, { instanceName });
    const found = async (namePattern: string) =>
      (await driver.list(regionId, { namePattern })).map(({ instanceName }) => instanceName);
    expect(await found('web-1')).toEqual(['web-1']);
    expect(await found('web-*')).toEqual(['web-1', 'web-2']);
    expect(await found('*-1')).toEqual(['web-1', 'db-1']);
    expect(await found('w*1')).toEqual(['web-1']);
    expect(await found('*')).toEqual(all);
    expect(await found('a.*')).toEqual(['a.b']);
    expect(await found('web')).toEqual([]);
  });

  it('finds nothing where nothing is', async () => {
    const { driver, regionId } = await startSetting(product);
    expect(await driver.list(regionId, {})).toEqual([]);
  });
});

describe('the ecs driver, listing by tags,', () => {
  it('reads all instances when more may carry the tag than the product filters', async () => {
    const { driver, regionId, make, calls } = await startSetting('ecs');
    make(1_000, { tags: { ssh: 'ops' } });
    make(50);
    expect(await driver.list(regionId, { tags: { ssh: 'ops' } })).toHaveLength(1_000);
    expect(calls('DescribeInstances')).toBe(10 + 11);
  });
});

describe('swas driver, listing', () => {
  it('the swas driver, listing, says the key pair of an instance, or undefined where the lists of key pairs are cut off', async () => {
    const { driver, keyPair, regionId, make } = await startSetting('swas');
    const ids = make(51);
    await driver.attach({ keyPair, instanceIds: ids.slice(0, 49), clientToken: 't-1' });
    const names = async () => (await driver.list(regionId, {})).map(({ keyPairName }) => keyPairName);
    expect(await names()).toEqual([...ids.slice(0, 49).map(() => 'ops'), null, null]);
    await driver.attach({ keyPair, instanceIds: ids.slice(49, 50), clientToken: 't-2' });
    expect(await names()).toEqual([...ids.slice(0, 50).map(() => 'ops'), undefined]);
  });
});
