import { describe, expect, it } from 'vitest';
import { managerIn, matchKeyPair } from '../../../shared/fleet/match.ts';
import { fleetOf, opsFleet, seen } from './some-fleet.ts';

const fleet = fleetOf(`
keyPairs:
  - name: database
    instances:
      - { product: ecs, regions: [cn-hangzhou], tags: { ssh: ops, role: db } }
      - { product: ecs, regions: [cn-hangzhou, cn-beijing], namePattern: 'db-*' }
  - name: ops
    instances:
      - { product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }
      - { product: ens, tags: { ssh: ops } }
      - { product: swas, regions: [cn-hangzhou], namePattern: '*-edge', tags: { ssh: ops } }
`);

describe('an instance belongs to the first key pair that selects it', () => {
  it.each([
    ['by its tag', seen('ecs'), 'ops'],
    ['by all tags of an earlier selector', seen('ecs', { tags: { ssh: 'ops', role: 'db', x: 'y' } }), 'database'],
    ['by a name pattern', seen('ecs', { instanceName: 'db-7', tags: {} }), 'database'],
    ['without a region where the product has none', seen('ens'), 'ops'],
    ['by name pattern and tag together', seen('swas', { instanceName: 'shop-edge' }), 'ops'],
    ['not by the pattern without the tag', seen('swas', { instanceName: 'shop-edge', tags: {} }), null],
    ['not by the tag without the pattern', seen('swas', { instanceName: 'shop' }), null],
    ['not when a tag has another value', seen('ecs', { tags: { ssh: 'Ops' } }), null],
    ['not when a tag is missing', seen('ecs', { tags: { role: 'db' } }), null],
    ['not in another region', { ...seen('ecs'), regionId: 'cn-shanghai' }, null],
    ['not when its name only contains the pattern', seen('ecs', { instanceName: 'old-db-7', tags: {} }), null],
    ['not when its tags were not seen', seen('ecs', { tags: undefined }), null],
    ['not when it is to be ignored', seen('ecs', { tags: { ssh: 'ops', 'keyfleet:ignore': '' } }), null],
  ])('an instance belongs to the first key pair that selects it %s', (_, sighting, name) =>
    expect(matchKeyPair(fleet, sighting)?.name ?? null).toBe(name),
  );
});

it('names the key pair that would be attached again after a detach', () => {
  expect(managerIn(opsFleet())(seen('ecs', { keyPairName: 'ops' }))?.name).toBe('ops');
  expect(managerIn(opsFleet())(seen('ecs', { tags: { ssh: 'ops', 'keyfleet:ignore': 'yes' } }))).toBe(null);
});
