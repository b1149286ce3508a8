import { defineAction } from '../../../action/action.ts';
import { matchesTags, named, pageOf, select, when } from '../../../model/filters.ts';
import type { KeyPair } from '../../../model/key-pairs.ts';
import { toMinutes } from '../../../model/time.ts';
import { fingerprintOf } from '../new-key-pair.ts';
import { region, tagFilter } from '../parameters.ts';
import { keyPairs } from '../resources.ts';

/** Lists key pairs, without their ids and without instances. Source: ECS 2014-05-26 DescribeKeyPairs. */
export const describeKeyPairs = defineAction({
  parameters: {
    RegionId: region,
    KeyPairName: { type: 'string' },
    KeyPairFingerPrint: { type: 'string' },
    IncludePublicKey: { type: 'boolean', default: false },
    ResourceGroupId: { type: 'string' },
    Tag: tagFilter,
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId, KeyPairName = '*' }) => keyPairs(RegionId, [KeyPairName]),
  run: (cloud, { RegionId, PageNumber, PageSize, IncludePublicKey, ...filter }) => {
    const found = select(cloud.keyPairs.list({ product: 'ecs', regionId: RegionId }), [
      named(filter.KeyPairName, ({ keyPairName }) => keyPairName),
      when(filter.KeyPairFingerPrint, (keyPair, wanted) => fingerprintOf(keyPair) === wanted),
      when(filter.ResourceGroupId, ({ resourceGroupId }, wanted) => resourceGroupId === wanted),
      when(filter.Tag, ({ tags }, wanted) => matchesTags(tags, wanted)),
    ]);
    const shown = pageOf(found, PageNumber, PageSize).map((keyPair) => show(keyPair, IncludePublicKey));
    return { PageNumber, PageSize, TotalCount: found.length, KeyPairs: { KeyPair: shown } };
  },
});

function show(keyPair: KeyPair, withPublicKey: boolean) {
  return {
    KeyPairName: keyPair.keyPairName,
    KeyPairFingerPrint: fingerprintOf(keyPair),
    CreationTime: toMinutes(keyPair.creationTime),
    ResourceGroupId: keyPair.resourceGroupId,
    Tags: { Tag: Object.entries(keyPair.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    ...(withPublicKey && { PublicKey: keyPair.publicKey.line }),
  };
}
