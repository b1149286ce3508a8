import { expect, it } from 'vitest';
import { toListings } from '../../../shared/fleet/listings.ts';
import { fleetOf } from './some-fleet.ts';

it('lists each region once for each selector', () => {
  const twice = fleetOf(`
keyPairs:
  - name: ops
    instances:
      - { product: ecs, regions: [cn-hangzhou, cn-beijing], tags: { x: '1', y: '2' } }
      - { product: ecs, regions: [cn-beijing, cn-shanghai], tags: { y: '2', x: '1' } }
      - { product: ens, namePattern: 'edge-*' }
`);

  expect(toListings(twice).map(({ product, regionId }) => [product, regionId])).toEqual([
    ['ecs', 'cn-hangzhou'],
    ['ecs', 'cn-beijing'],
    ['ecs', 'cn-shanghai'],
    ['ens', null],
  ]);
  expect(toListings(twice)[3]?.selector).toEqual({ namePattern: 'edge-*' });
});
