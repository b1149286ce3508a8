import * as ecsModule from '@alicloud/ecs20140526';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import * as swasModule from '@alicloud/swas-open20200601';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { patient } from '../../../../time-limits.ts';
import { openCloud } from '../../open-cloud.ts';

/** Under ES modules the CommonJS clients' default export stands one level deeper. */
function defaultOf<T>(module: { default: T }): T {
  return (module.default as { default?: T }).default ?? module.default;
}
const EcsClient = defaultOf(ecsModule);
const SwasClient = defaultOf(swasModule);

function configFor({ url, accessKeyId, accessKeySecret }: LocalCloud) {
  const endpoint = new URL(url).host;
  return new $OpenApiUtil.Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP', ...patient });
}

const what = { regionId: 'cn-hangzhou', resourceType: 'instance', resourceId: ['i-1'] };
const tag = { key: "k 1'(x)*", value: '名 a+b~!' };
const fieldsOf = (rows: readonly object[] | undefined) => rows?.map((row) => Object.fromEntries(Object.entries(row)));

describe("the vendor's clients", () => {
  it('tag, list and untag on ECS', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1' }]);
    const client = new EcsClient(configFor(cloud));
    const tags = [new ecsModule.TagResourcesRequestTag(tag)];
    await client.tagResources(new ecsModule.TagResourcesRequest({ ...what, tag: tags }));
    const { body } = await client.listTagResources(new ecsModule.ListTagResourcesRequest(what));
    expect(fieldsOf(body?.tagResources?.tagResource)).toEqual([
      { resourceId: 'i-1', resourceType: 'instance', tagKey: tag.key, tagValue: tag.value },
    ]);
    await client.untagResources(new ecsModule.UntagResourcesRequest({ ...what, tagKey: [tag.key] }));
    expect(cloud.instances.get('i-1')?.tags).toEqual({});
  });

  it('tag, list and untag on SWAS', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'swas', regionId: 'cn-hangzhou', instanceId: 'i-1' }]);
    const client = new SwasClient(configFor(cloud));
    const tags = [new swasModule.TagResourcesRequestTag(tag)];
    await client.tagResources(new swasModule.TagResourcesRequest({ ...what, tag: tags, clientToken: 't' }));
    const { body } = await client.listTagResources(new swasModule.ListTagResourcesRequest(what));
    expect(fieldsOf(body?.tagResources?.tagResource)).toEqual([
      { resourceId: 'i-1', resourceType: 'ALIYUN::SWAS::INSTANCE', tagKey: tag.key, tagValue: tag.value },
    ]);
    await client.untagResources(new swasModule.UntagResourcesRequest({ ...what, all: true }));
    expect(cloud.instances.get('i-1')?.tags).toEqual({});
  });
});
