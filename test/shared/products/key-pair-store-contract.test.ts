import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { productNames } from '../../../shared/products/index.ts';
import { publicKey, startSetting } from './setting.ts';

const [type = '', body = ''] = publicKey.split(' ');
const md5 = createHash('md5').update(Buffer.from(body, 'base64')).digest('hex');

describe.each(productNames)('the %s driver, keeping key pairs,', (product) => {
  it('imports one and lists it with what tells it from another', async () => {
    const { driver, regionId } = await startSetting(product);
    await driver.keyPairs.import(regionId, 'ops-20260101T000000Z', publicKey);
    const found = await driver.keyPairs.list(regionId, 'ops-20260101T000000Z');
    expect(found.map(({ keyPairName }) => keyPairName)).toEqual(['ops-20260101T000000Z']);
    const [seen] = found;
    const isSame = seen?.publicKey?.startsWith(`${type} ${body}`) === true || seen?.md5 === md5;
    expect({ isSame, isDated: typeof seen?.createdMs === 'number' }).toEqual({ isSame: true, isDated: true });
  });

  it('lists by the beginning of a name, over several pages', async () => {
    const { driver, regionId, cloud } = await startSetting(product, { keyPairQuota: { swas: 200 } });
    const names = Array.from({ length: 60 }, (_, at) => `many-${String(at).padStart(2, '0')}`);
    for (const name of names) await driver.keyPairs.import(regionId, name, publicKey);
    const found = await driver.keyPairs.list(regionId, 'many-*');
    expect(found.map(({ keyPairName }) => keyPairName).toSorted()).toEqual(names);
    expect(cloud.calls.list().length).toBeGreaterThan(60);
  });

  it('refuses a name that is taken', async () => {
    const { driver, regionId } = await startSetting(product);
    await expect(driver.keyPairs.import(regionId, 'ops', publicKey)).rejects.toMatchObject({ fate: 'refused' });
  });

  it('deletes one that nothing carries, and no other', async () => {
    const { driver, regionId, make, keyPair, cloud } = await startSetting(product);
    const [id = ''] = make(1);
    await driver.attach({ keyPair, instanceIds: [id], clientToken: 'once' });
    await driver.keyPairs.import(regionId, 'spare', publicKey);
    await driver.keyPairs.delete(regionId, 'spare');
    expect(await driver.keyPairs.list(regionId, 'spare')).toEqual([]);
    await expect(driver.keyPairs.delete(regionId, 'ops')).rejects.toMatchObject({ fate: 'refused' });
    expect(cloud.instances.get(id)?.keyPairName).toBe('ops');
  });
});
