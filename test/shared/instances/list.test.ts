import { describe, expect, it } from 'vitest';
import { listFleet } from '../../../shared/instances/list.ts';
import { keyOf } from '../../../shared/products/sighting.ts';
import { seen } from '../fleet/some-fleet.ts';
import { failure, fakeDrivers } from './fakes.ts';

const observed = (instanceId: string, more = {}) => seen('ecs', { instanceId, ...more }).observed;
const listing = (regionId: string, namePattern: string) =>
  ({ product: 'ecs', regionId, selector: { namePattern } }) as const;

describe('listFleet', () => {
  it('returns each instance once, as the last listing showed it, with the place of its listing', async () => {
    const drivers = fakeDrivers({
      ecs: {
        list: async (_region, { namePattern }) =>
          namePattern === 'a*' ? [observed('i-1'), observed('i-2')] : [observed('i-2', { status: 'Stopped' })],
      },
    });
    const { sightings, unlisted } = await listFleet([listing('r', 'a*'), listing('r', 'b*')], drivers);
    expect(sightings.map((one) => [keyOf(one), one.regionId, one.observed.status])).toEqual([
      ['ecs i-1', 'r', 'Running'],
      ['ecs i-2', 'r', 'Stopped'],
    ]);
    expect(unlisted).toEqual([]);
  });

  it('names the place and the error of a listing that failed, and lists the others', async () => {
    const error = failure('Forbidden.RAM');
    const drivers = fakeDrivers({
      ecs: { list: async (region) => (region === 'closed' ? Promise.reject(error) : [observed('i-1')]) },
    });
    const { sightings, unlisted } = await listFleet([listing('closed', '*'), listing('open', '*')], drivers);
    expect(sightings.map(keyOf)).toEqual(['ecs i-1']);
    expect(unlisted).toEqual([{ product: 'ecs', regionId: 'closed', error }]);
  });
});
