import { describe, expect, it } from 'vitest';
import { askWhatListingOmits, observe, observeAgain } from '../../../shared/instances/look.ts';
import { instanceIn } from '../../../shared/instances/place.ts';
import { byId } from '../../../shared/products/observed.ts';
import type { Driver } from '../../../shared/products/product.ts';
import { keyOf } from '../../../shared/products/sighting.ts';
import { seen } from '../fleet/some-fleet.ts';
import { failure, fakeDrivers, inBeijing, inHangzhou } from './fakes.ts';

const error = failure('Forbidden.RAM');
const asked: unknown[] = [];

/** Shows what is asked for with the key pair `new`; `i-gone` is not there, and Beijing is closed. */
const look: Driver['look'] = async (regionId, ids, certain) => {
  asked.push([regionId, ids, certain]);
  if (regionId === 'cn-beijing') throw error;
  const there = ids.filter((id) => id !== 'i-gone');
  return byId(there.map((instanceId) => seen('ecs', { instanceId, keyPairName: 'new' }).observed));
};
const drivers = fakeDrivers({ ecs: { look } });

describe('looks', () => {
  it('observe makes one call a place, with certainty, and tells what is gone from what could not be seen', async () => {
    const [here, gone, closed] = [inHangzhou('i-1'), inHangzhou('i-gone'), inBeijing('i-2')];
    asked.length = 0;
    const { seen: found, unseen } = await observe([here, closed, gone], instanceIn(drivers));
    expect(asked).toEqual([
      ['cn-hangzhou', ['i-1', 'i-gone'], true],
      ['cn-beijing', ['i-2'], true],
    ]);
    expect([...found.keys()]).toEqual([here]);
    expect([...unseen]).toEqual([[closed, error]]);
  });

  it('observeAgain leaves out what is gone or could not be looked at', async () => {
    const before = ['i-1', 'i-gone', 'i-3'].map((instanceId) => seen('ecs', { instanceId }));
    const again = await observeAgain([...before, { ...seen('ecs'), regionId: 'cn-beijing' }], drivers);
    expect(again.map((one) => [keyOf(one), one.observed.keyPairName])).toEqual([
      ['ecs i-1', 'new'],
      ['ecs i-3', 'new'],
    ]);
  });

  it('askWhatListingOmits asks only about instances whose key pair was not said, and keeps the others', async () => {
    const known = seen('ecs', { instanceId: 'i-1', keyPairName: 'old' });
    const vague = ['i-2', 'i-gone'].map((instanceId) => seen('ecs', { instanceId, keyPairName: undefined }));
    asked.length = 0;
    const answered = await askWhatListingOmits([known, ...vague], drivers);
    expect(asked).toEqual([['cn-hangzhou', ['i-2', 'i-gone'], true]]);
    expect(answered.map(({ observed }) => observed.keyPairName)).toEqual(['old', 'new', undefined]);
  });

  it('askWhatListingOmits makes no call where everything was said', async () => {
    asked.length = 0;
    await askWhatListingOmits([seen('ecs')], drivers);
    expect(asked).toEqual([]);
  });
});
