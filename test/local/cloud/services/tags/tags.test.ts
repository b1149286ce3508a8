import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { importKeyPair, openCloud } from '../../open-cloud.ts';
import { call, type Parameters, repeated } from '../../signed-call.ts';

type Product = 'ecs' | 'ens' | 'swas';
interface Row {
  ResourceId: string;
  ResourceType: string;
  TagKey: string;
  TagValue: string;
}

const products = ['ecs', 'ens', 'swas'] as const;
const place = (product: Product) => (product === 'ens' ? {} : { RegionId: 'cn-hangzhou' });
const instance = { ResourceType: 'instance', 'ResourceId.1': 'i-1' };

/** A cloud with the instances i-1 and i-2 of a product. */
async function openPair(product: Product) {
  const cloud = await openCloud();
  const region = product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
  cloud.instances.add([
    { product, ...region, instanceId: 'i-1', tags: { ssh: 'ops' } },
    { product, ...region, instanceId: 'i-2' },
  ]);
  const send = (action: string, parameters: Parameters) =>
    call(cloud, product, action, { ...place(product), ResourceType: 'instance', ...parameters });
  const tagsOf = (instanceId: string) => cloud.instances.get(instanceId)?.tags;
  return { cloud, send, tagsOf };
}

/** Rows of ListTagResources, wrapped or flat. */
function rowsOf(body: Record<string, unknown>): Row[] {
  const listed = body.TagResources as Row[] | { TagResource: Row[] };
  return Array.isArray(listed) ? listed : listed.TagResource;
}

describe.each(products)('tags on %s', (product) => {
  it('tags are added to every resource named; a key that is there gets the new value', async () => {
    const { send, tagsOf } = await openPair(product);
    const { status, body } = await send('TagResources', {
      ...repeated('ResourceId', ['i-1', 'i-2']),
      'Tag.1.Key': 'ssh',
      'Tag.1.Value': 'dev',
      'Tag.2.Key': 'bare',
    });
    expect({ status, fields: Object.keys(body) }).toEqual({ status: 200, fields: ['RequestId'] });
    expect([tagsOf('i-1'), tagsOf('i-2')]).toEqual([
      { ssh: 'dev', bare: '' },
      { ssh: 'dev', bare: '' },
    ]);
  });

  it('change nothing when one of the resources does not exist', async () => {
    const { send, tagsOf } = await openPair(product);
    const both = repeated('ResourceId', ['i-1', 'i-none']);
    expect((await send('TagResources', { ...both, 'Tag.1.Key': 'a' })).body.Code).toBe('InvalidResourceId.NotFound');
    expect((await send('UntagResources', { ...both, 'TagKey.1': 'ssh' })).body.Code).toBe('InvalidResourceId.NotFound');
    expect(tagsOf('i-1')).toEqual({ ssh: 'ops' });
  });

  it('tags are at most 20 on a resource', async () => {
    const { send, tagsOf } = await openPair(product);
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `k${index}`]));
    const refused = await send('TagResources', { ...instance, ...keys(20) });
    expect({ status: refused.status, code: refused.body.Code }).toEqual({
      status: 400,
      code: 'OperationDenied.QuotaExceed',
    });
    expect(tagsOf('i-1')).toEqual({ ssh: 'ops' });
    expect((await send('TagResources', { ...instance, ...keys(19) })).status).toBe(200);
    expect((await send('TagResources', { ...instance, 'Tag.1.Key': 'ssh', 'Tag.1.Value': 'x' })).status).toBe(200);
    expect(Object.keys(tagsOf('i-1') ?? {})).toHaveLength(20);
  });

  it('tags are taken away by key, and a key that is not there is no error', async () => {
    const { send, tagsOf } = await openPair(product);
    await send('TagResources', { ...instance, 'Tag.1.Key': 'kept' });
    const { status } = await send('UntagResources', { ...instance, ...repeated('TagKey', ['ssh', 'never']) });
    expect({ status, tags: tagsOf('i-1') }).toEqual({ status: 200, tags: { kept: '' } });
  });

  it('tags are all taken away with All, which keys overrule', async () => {
    const { send, tagsOf } = await openPair(product);
    await send('UntagResources', { ...instance, 'TagKey.1': 'other', All: true });
    expect(tagsOf('i-1')).toEqual({ ssh: 'ops' });
    await send('UntagResources', { ...instance, All: true });
    expect(tagsOf('i-1')).toEqual({});
  });

  it('tags are listed by id, in the documented shape', async () => {
    const { send } = await openPair(product);
    const { body } = await send('ListTagResources', instance);
    const ResourceType = product === 'swas' ? 'ALIYUN::SWAS::INSTANCE' : 'instance';
    const row = { ResourceId: 'i-1', ResourceType, TagKey: 'ssh', TagValue: 'ops' };
    expect(body).toMatchObject({ NextToken: '', TagResources: product === 'ens' ? [row] : { TagResource: [row] } });
    expect((await send('ListTagResources', { ...instance, 'ResourceId.1': 'i-2' })).body).toMatchObject({
      TagResources: product === 'ens' ? [] : { TagResource: [] },
    });
  });

  it.each([
    [{ 'Tag.1.Key': 'ssh' }, ['i-1']],
    [{ 'Tag.1.Key': 'ssh', 'Tag.1.Value': 'ops' }, ['i-1']],
    [{ 'Tag.1.Key': 'ssh', 'Tag.1.Value': 'dev' }, []],
    [{ 'Tag.1.Key': 'ssh', 'Tag.2.Key': 'none' }, []],
    [{ 'Tag.1.Key': 'ssh', 'ResourceId.1': 'i-2' }, []],
  ] as const)('tags are listed by %j: %j', async (parameters, found) => {
    const { send } = await openPair(product);
    const { body } = await send('ListTagResources', parameters);
    expect(rowsOf(body).map(({ ResourceId }) => ResourceId)).toEqual(found);
  });

  it('tags are listed in pages of 50, each once', async () => {
    const { cloud, send } = await openPair(product);
    const region = product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
    const tags = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`k${index}`, 'v']));
    cloud.instances.add([{ product, ...region, count: 20, tags }]);
    const rows: Row[] = [];
    const sizes: number[] = [];
    let NextToken = '';
    do {
      const { body } = await send('ListTagResources', { 'Tag.1.Key': 'k0', ...(NextToken && { NextToken }) });
      rows.push(...rowsOf(body));
      sizes.push(rowsOf(body).length);
      NextToken = String(body.NextToken);
    } while (NextToken !== '');
    expect(sizes).toEqual([50, 50, 40]);
    expect(new Set(rows.map(({ ResourceId, TagKey }) => `${ResourceId}/${TagKey}`)).size).toBe(140);
  });

  it('show at once where instances are described', async () => {
    const { cloud, send } = await openPair(product);
    await send('TagResources', { ...instance, 'Tag.1.Key': 'new', 'Tag.1.Value': 'v' });
    const action = product === 'swas' ? 'ListInstances' : 'DescribeInstances';
    const { body } = await call(cloud, product, action, { ...place(product), InstanceIds: '["i-1"]' });
    expect(JSON.stringify(body)).toContain(
      product === 'swas' ? '"Key":"new","Value":"v"' : '"TagKey":"new","TagValue":"v"',
    );
  });
});

describe('what products do of their own', () => {
  const missingTags = { status: 404, code: 'MissingParameter.Tags' };
  const outcome = async (cloud: LocalCloud, product: Product, action: string, parameters: Parameters) => {
    const { status, body } = await call(cloud, product, action, { ...place(product), ...parameters });
    return { status, code: body.Code };
  };

  it('ECS asks for ids or tags when it lists; the others list all', async () => {
    expect.hasAssertions();
    const type = { ResourceType: 'instance' };
    for (const product of products) {
      const { cloud } = await openPair(product);
      const expected = product === 'ecs' ? missingTags : { status: 200, code: undefined };
      expect(await outcome(cloud, product, 'ListTagResources', type)).toEqual(expected);
    }
  });

  it('without keys and All, ECS and ENS miss the keys, and SWAS takes nothing away', async () => {
    expect.hasAssertions();
    const expected = {
      ecs: missingTags,
      ens: { status: 400, code: 'MissingParameter' },
      swas: { status: 200, code: undefined },
    };
    for (const product of products) {
      const { cloud, tagsOf } = await openPair(product);
      expect(await outcome(cloud, product, 'UntagResources', instance)).toEqual(expected[product]);
      expect(tagsOf('i-1')).toEqual({ ssh: 'ops' });
    }
  });

  it('ECS tags key pairs by their names', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const keyPair = { ResourceType: 'keypair', 'ResourceId.1': 'ops' };
    await outcome(cloud, 'ecs', 'TagResources', { ...keyPair, 'Tag.1.Key': 'team', 'Tag.1.Value': 'a' });
    const region = place('ecs');
    expect(
      (await call(cloud, 'ecs', 'ListTagResources', { ...region, ResourceType: 'keypair', 'Tag.1.Key': 'team' })).body,
    ).toMatchObject({
      TagResources: { TagResource: [{ ResourceId: 'ops', ResourceType: 'keypair', TagKey: 'team', TagValue: 'a' }] },
    });
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', { ...region, 'Tag.1.Key': 'team' })).body.TotalCount).toBe(1);
    await outcome(cloud, 'ecs', 'UntagResources', { ...keyPair, All: true });
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', { ...region, 'Tag.1.Key': 'team' })).body.TotalCount).toBe(0);
  });

  it('ECS and SWAS know a resource in its own region only', async () => {
    expect.hasAssertions();
    for (const product of ['ecs', 'swas'] as const) {
      const { cloud } = await openPair(product);
      const elsewhere = { ...instance, RegionId: 'cn-shanghai', 'Tag.1.Key': 'a' };
      expect(await outcome(cloud, product, 'TagResources', elsewhere)).toEqual({
        status: 404,
        code: 'InvalidResourceId.NotFound',
      });
    }
  });

  it('SWAS answers a repeated ClientToken as before, and refuses it with other tags', async () => {
    const { cloud, tagsOf } = await openPair('swas');
    const once = { ...instance, ClientToken: 't', 'Tag.1.Key': 'a' };
    expect((await outcome(cloud, 'swas', 'TagResources', once)).status).toBe(200);
    await outcome(cloud, 'swas', 'UntagResources', { ...instance, 'TagKey.1': 'a' });
    expect((await outcome(cloud, 'swas', 'TagResources', once)).status).toBe(200);
    expect(tagsOf('i-1')).toEqual({ ssh: 'ops' });
    const other = { ...once, 'Tag.1.Key': 'b' };
    expect((await outcome(cloud, 'swas', 'TagResources', other)).code).toBe('IdempotentParameterMismatch');
  });

  it('ENS shows tags in DescribeInstances by the settings, and in ListTagResources always', async () => {
    const { cloud, send } = await openPair('ens');
    cloud.settings.tagsInEnsInstances = 'absent';
    expect(JSON.stringify((await call(cloud, 'ens', 'DescribeInstances')).body)).not.toContain('ssh');
    expect(rowsOf((await send('ListTagResources', instance)).body)).toMatchObject([{ TagKey: 'ssh' }]);
  });
});
