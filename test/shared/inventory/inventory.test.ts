import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets, kmsApi } from '../../../shared/cloud/kms/index.ts';
import { takeInventory } from '../../../shared/inventory/inventory.ts';
import { readQuery } from '../../../shared/inventory/query.ts';
import { startInvocation } from '../../../shared/runtime/invocation.ts';
import { contextFor, createKeyPair, inKms, openLocal } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';

const [FIRST, SECOND, THIRD] = ['ops-20260101T000000Z', 'ops-20260201T000000Z', 'ops-20260301T000000Z'] as const;
const SECRET = 'keyfleet/ops';
const fleet = opsFleet(`rotation: { every: 30d, secret: ${SECRET}, verify: login, trustFirstHostKey: true }`);

async function open() {
  const cloud = await startLocalCloud();
  onTestFinished(() => cloud.close());
  return cloud;
}

/** The first generation was revoked, the second is the current one. */
async function rotated(cloud: LocalCloud) {
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  for (const name of [FIRST, SECOND, THIRD, 'theirs']) await createKeyPair(cloud, 'ecs', name);
  await secrets.create({ ...inKms, name: SECRET, versionId: FIRST, data: '{}' });
  await secrets.put({ name: SECRET, versionId: SECOND, data: '{}' });
  await secrets.updateStage(SECRET, 'Revoked-20260202T000000Z', { to: FIRST });
}

const take = (cloud: LocalCloud, query: object = {}) => {
  const invocation = startInvocation(contextFor(cloud), { KEYFLEET_ENDPOINT: cloud.url });
  return takeInventory(readQuery({ action: 'instances', ...query }), invocation, fleet);
};

const ecs = { product: 'ecs', regionId: 'cn-hangzhou' } as const;
const managed = { ...ecs, tags: { ssh: 'ops' } };

describe('an inventory', () => {
  it('has every instance of the places that are looked after, selected or not', async () => {
    const cloud = await open();
    const ids = cloud.instances
      .add([
        { ...managed, count: 2 },
        { ...ecs, tags: {} },
        { product: 'ens', regionId: 'cn-hangzhou-44' },
        { product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'blog' },
      ])
      .map(({ instanceId }) => instanceId);
    const { instances, complete, totalCount, nextToken } = await take(cloud);
    expect(instances.map(({ instanceId }) => instanceId).toSorted()).toEqual(ids.toSorted());
    expect({ complete, totalCount, nextToken }).toEqual({ complete: true, totalCount: 5, nextToken: null });
    expect(instances.map(({ selectedBy }) => selectedBy).filter(Boolean)).toHaveLength(2);
  });

  it.each([
    ['what carries nothing', {}, null, 'WouldAttach'],
    ['the current generation', { keyPairName: SECOND }, 'current', null],
    ['a revoked one', { keyPairName: FIRST }, 'revoked', 'RevokedGeneration'],
    ['one that the secret does not know', { keyPairName: THIRD }, 'strange', 'UnknownGeneration'],
    ['a key pair of others', { keyPairName: 'theirs' }, null, 'ForeignKeyPair'],
    ['what is to be ignored', { tags: { ssh: 'ops', 'keyfleet:ignore': '' } }, null, null],
    ['a revoked one that nothing selects', { keyPairName: FIRST, tags: {} }, 'revoked', 'RevokedGeneration'],
    ['a key pair of others that nothing selects', { keyPairName: 'theirs', tags: {} }, null, null],
  ])('tells how an instance differs from fleet.yaml: %s', async (_, more, state, drift) => {
    const cloud = await open();
    await rotated(cloud);
    cloud.instances.add([{ ...managed, ...more }]);
    const [row] = (await take(cloud)).instances;
    expect([row?.generation?.state ?? null, row?.drift?.code ?? null]).toEqual([state, drift]);
  });

  it('shows what was proven, by the mark of the rotation', async () => {
    const cloud = await open();
    await rotated(cloud);
    const tags = { ssh: 'ops', 'keyfleet:proven': '20260201T000000Z/20260202T030405Z/aaaaaabbbbbb' };
    cloud.instances.add([{ ...managed, keyPairName: SECOND, tags }]);
    const [row] = (await take(cloud)).instances;
    expect(row?.proven).toEqual({ keyPairName: SECOND, at: '2026-02-02T03:04:05.000Z' });
  });

  it.each([
    [{ product: 'ecs' }, 4],
    [{ product: 'ens' }, 0],
    [{ regionId: 'cn-shanghai' }, 0],
    [{ keyPair: 'ops' }, 1],
    [{ keyPair: 'theirs' }, 1],
    [{ only: 'withoutKey' }, 2],
    [{ only: 'unmanaged' }, 1],
    [{ only: 'drifted' }, 1],
    [{ only: 'ignored' }, 1],
  ])('is of what is asked for: %j', async (query, count) => {
    const cloud = await open();
    await rotated(cloud);
    cloud.instances.add([
      { ...managed, keyPairName: SECOND },
      { ...managed },
      { ...managed, tags: { ssh: 'ops', 'keyfleet:ignore': '' } },
      { ...ecs, keyPairName: 'theirs' },
    ]);
    const { instances, totalCount } = await take(cloud, query);
    expect([instances.length, totalCount]).toEqual([count, count]);
  });

  it('comes in pages that together have each instance once', async () => {
    const cloud = await open();
    const ids = cloud.instances.add([{ ...managed, count: 7 }]).map(({ instanceId }) => instanceId);
    const seen: string[] = [];
    for (let nextToken: string | null = '', pages = 0; nextToken !== null && pages < 9; pages++) {
      const page = await take(cloud, { pageSize: 3, ...(nextToken && { nextToken }) });
      seen.push(...page.instances.map(({ instanceId }) => instanceId));
      nextToken = page.nextToken;
    }
    expect(seen).toEqual(ids.toSorted());
  });

  it('names what it could not look at, and is not complete', async () => {
    const cloud = await open();
    await rotated(cloud);
    cloud.instances.add([{ ...managed, keyPairName: SECOND }]);
    cloud.faults.add({
      product: 'ens',
      action: 'DescribeInstances',
      fault: 'error',
      code: 'Forbidden.RAM',
      status: 403,
    });
    cloud.faults.add({
      product: 'kms',
      action: 'ListSecretVersionIds',
      fault: 'error',
      code: 'Forbidden.NoPermission',
      status: 403,
    });
    const { complete, unseen, unread, instances } = await take(cloud);
    expect(complete).toBe(false);
    expect(unseen).toMatchObject([{ product: 'ens', regionId: null, code: 'Forbidden.RAM' }]);
    expect(unread).toMatchObject([{ keyPair: 'ops', code: 'Forbidden.NoPermission' }]);
    expect(instances[0]?.generation).toMatchObject({ of: 'ops', state: 'unknown' });
  });

  it('asks 100 of a region in one call, and only what changes nothing', async () => {
    const cloud = await open();
    cloud.instances.add([{ ...managed, count: 200 }]);
    cloud.calls.clear();
    await take(cloud);
    const actions = cloud.calls.list().map(({ action }) => action ?? '');
    expect(actions.filter((action) => !/^(Describe|List)/.test(action))).toEqual([]);
    expect(
      cloud.calls.list().filter(({ product, action }) => product === 'ecs' && action === 'DescribeInstances').length,
    ).toBeLessThanOrEqual(3);
  });
});

describe('a query', () => {
  it.each([
    [{ action: 'instance' }, /action: expected "instances"/],
    [{ action: 'instances', product: 'esc' }, /product: expected one of ecs, ens, swas/],
    [{ action: 'instances', only: 'bad' }, /only: expected one of withoutKey/],
    [{ action: 'instances', pageSize: 0 }, /pageSize: expected a whole number from 1 to 1000/],
    [{ action: 'instances', nextToken: '?' }, /nextToken: expected the nextToken of the answer before/],
    [{ action: 'instances', colour: 1 }, /colour: expected no such field/],
    [null, /expected a JSON object/],
  ])('%j is refused with what was expected', (payload, message) => {
    expect(() => readQuery(payload)).toThrow(message);
  });
});
