import { describe, expect, it } from 'vitest';
import { productNames } from '../../../shared/products/index.ts';
import { startSetting } from './setting.ts';

describe.each(productNames)('the %s driver, tagging,', (product) => {
  it('sets tags beside others and in place of their own old values', async () => {
    const { driver, regionId, make } = await startSetting(product);
    const [id = '', other = ''] = [...make(1, { tags: { ssh: 'ops', a: 'old' } }), ...make(1)];
    await driver.tag(regionId, [id], { a: 'new', 'keyfleet:restart': 'ops' });
    await driver.tag(regionId, [id], { a: 'new', 'keyfleet:restart': 'ops' });
    const seen = await driver.look(regionId, [id, other], true);
    expect(seen.get(id)?.tags).toEqual({ ssh: 'ops', a: 'new', 'keyfleet:restart': 'ops' });
    expect(seen.get(other)?.tags).toEqual({});
  });

  it('takes tags away, and takes no offence at those that are not there', async () => {
    const { driver, regionId, make } = await startSetting(product);
    const [id = ''] = make(1, { tags: { ssh: 'ops', 'keyfleet:restart': 'ops' } });
    await driver.untag(regionId, [id], ['keyfleet:restart', 'never-there']);
    await driver.untag(regionId, [id], ['keyfleet:restart']);
    expect((await driver.look(regionId, [id], true)).get(id)?.tags).toEqual({ ssh: 'ops' });
  });

  it('takes calls of 50 instances', async () => {
    const { driver, regionId, make, calls } = await startSetting(product);
    const ids = make(120);
    await driver.tag(regionId, ids, { ssh: 'ops' });
    expect(await driver.list(regionId, { tags: { ssh: 'ops' } })).toHaveLength(120);
    await driver.untag(regionId, ids, ['ssh']);
    expect(await driver.list(regionId, { tags: { ssh: 'ops' } })).toEqual([]);
    expect([calls('TagResources'), calls('UntagResources')]).toEqual([3, 3]);
  });

  it('passes on a refusal', async () => {
    const { driver, regionId } = await startSetting(product);
    const refused = driver.tag(regionId, ['i-unknown0000000001'], { ssh: 'ops' });
    await expect(refused).rejects.toMatchObject({ fate: 'refused' });
  });
});

describe('the ens driver, when the listing leaves tags out,', () => {
  const settings = { tagsInEnsInstances: 'absent' } as const;

  it('sees them all the same, by one call for 50', async () => {
    const { driver, make, calls } = await startSetting('ens', settings);
    const [tagged = '', bare = ''] = [...make(1, { tags: { ssh: 'ops' } }), ...make(60)];
    const seen = await driver.look(null, [tagged, bare], false);
    expect([seen.get(tagged)?.tags, seen.get(bare)?.tags]).toEqual([{ ssh: 'ops' }, {}]);
    expect(calls('ListTagResources')).toBe(1);
  });

  it('lists by them all the same', async () => {
    const { driver, make, calls } = await startSetting('ens', settings);
    make(30);
    const ids = make(60, { tags: { ssh: 'ops', team: 'web' } });
    const found = await driver.list(null, { tags: { ssh: 'ops' } });
    expect(found.map(({ instanceId }) => instanceId)).toEqual(ids);
    expect(found.every(({ tags }) => tags?.team === 'web')).toBe(true);
    expect(calls('DescribeInstances')).toBe(1);
  });
});
