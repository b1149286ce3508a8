import { readFileSync } from 'node:fs';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../local/cloud/ram/policy.ts';
import { createSecrets, kmsApi } from '../../shared/cloud/kms/index.ts';
import { takeInventory } from '../../shared/inventory/inventory.ts';
import { readQuery } from '../../shared/inventory/query.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import { opsFleet } from '../shared/fleet/some-fleet.ts';
import { contextFor, inKms, openLocal } from '../stack.ts';
import { permissionsOf } from './asked.ts';

const policy = readPolicy(JSON.parse(readFileSync(new URL('../../ram/fleet.json', import.meta.url), 'utf8')));
const actions = policy.Statement.flatMap(({ Action }) => Action);
const fleet = opsFleet('rotation: { every: 30d, secret: keyfleet/ops, verify: login, trustFirstHostKey: true }');

let cloud: Awaited<ReturnType<typeof startLocalCloud>>;
beforeAll(async () => {
  cloud = await startLocalCloud();
  cloud.settings.tagsInEnsInstances = 'absent';
  // Of more than 50 with one key pair SWAS's list leaves some out, which are asked for one by one.
  cloud.instances.add([
    { product: 'ecs', regionId: 'cn-hangzhou' },
    { product: 'ens', regionId: 'cn-hangzhou-44' },
    { product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'ops', count: 51 },
  ]);
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'ops', data: '{}' });
});
afterAll(() => cloud.close());

async function take(removed?: string) {
  const Statement = policy.Statement.map((one) => ({
    ...one,
    Action: [one.Action].flat().filter((action) => action !== removed),
  })).filter(({ Action }) => Action.length > 0);
  const credentials = cloud.principals.assumeRole({ roleName: 'keyfleet-fleet', policy: { ...policy, Statement } });
  cloud.calls.clear();
  const invocation = startInvocation({ ...contextFor(cloud), credentials }, { KEYFLEET_ENDPOINT: cloud.url });
  const inventory = await takeInventory(readQuery({ action: 'instances' }), invocation, fleet);
  return { inventory, ...permissionsOf(cloud.calls.list()) };
}

describe('ram/fleet.json', () => {
  it('lacks nothing for an inventory, and has nothing that it does not ask for', async () => {
    const { inventory, asked, denied } = await take();
    expect({ complete: inventory.complete, denied }).toEqual({ complete: true, denied: [] });
    expect(asked.toSorted()).toEqual(actions.toSorted());
  });

  it.each(actions)('without %s, something is named as not seen', async (removed) => {
    const { inventory } = await take(removed);
    expect(inventory.complete).toBe(false);
  });

  it('can change nothing and read no key', () => {
    expect(actions.filter((action) => !/:(Describe|List)/.test(action))).toEqual([]);
  });
});
