import { describe, expect, it } from 'vitest';
import { atEachPlace, failuresOf, instanceIn, placeIn, sightingIn } from '../../../shared/instances/place.ts';
import { seen } from '../fleet/some-fleet.ts';
import { failure, fakeDrivers, inBeijing, inHangzhou, inSwas } from './fakes.ts';

const drivers = fakeDrivers({ ecs: {}, swas: {} });

describe('places', () => {
  it('atEachPlace does its work once for each product and region, with the items of that place', async () => {
    const items = [inHangzhou('i-1'), inBeijing('i-2'), inSwas('s-1'), inHangzhou('i-3')];
    const results = await atEachPlace(items, instanceIn(drivers), async ({ product, regionId, driver }, here) => {
      expect(driver).toBe(drivers[product]);
      return [product, regionId, here.map(({ instanceId }) => instanceId)];
    });
    expect(results).toEqual([
      ['ecs', 'cn-hangzhou', ['i-1', 'i-3']],
      ['ecs', 'cn-beijing', ['i-2']],
      ['swas', 'cn-hangzhou', ['s-1']],
    ]);
  });

  it('atEachPlace works at all places side by side', async () => {
    let begun = 0;
    await atEachPlace([inHangzhou('i-1'), inBeijing('i-2')], placeIn(drivers), async () => {
      begun += 1;
      await Promise.resolve();
      expect(begun).toBe(2);
    });
    expect(begun).toBe(2);
  });

  it('atEachPlace does nothing for no items', async () => {
    expect(await atEachPlace([], placeIn(drivers), async () => 'work')).toEqual([]);
  });

  it('sightingIn says where an instance is that was seen', () => {
    const { product, regionId, instanceId } = sightingIn(drivers)(seen('ecs', { instanceId: 'i-7' }));
    expect({ product, regionId, instanceId }).toEqual(inHangzhou('i-7'));
  });

  it('failuresOf says a refused call of each of its items, and nothing of one that went well', async () => {
    const error = failure('Forbidden');
    expect(await failuresOf(['a', 'b'], Promise.reject(error))).toEqual(
      new Map([
        ['a', error],
        ['b', error],
      ]),
    );
    expect(await failuresOf(['a'], Promise.resolve('done'))).toEqual(new Map());
  });

  it('failuresOf lets an error travel on that is none of the cloud', async () => {
    await expect(failuresOf(['a'], Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
  });
});
