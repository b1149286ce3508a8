import { describeRefusedParameters, ids, type Spoiled } from '../../refused-parameters.ts';
import { type Parameters, repeated } from '../../signed-call.ts';

type Product = 'ecs' | 'ens' | 'swas';

/** What each product says of a parameter that is missing: ECS in a way of its own here. */
const missing = (product: Product, parameter: string, own = parameter): Spoiled => {
  if (product === 'ecs' && own !== '') {
    return [{ [parameter]: undefined }, 404, `MissingParameter.${own}`, `The parameter - ${own} should not be null`];
  }
  return [{ [parameter]: undefined }, 400, 'MissingParameter'];
};
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `k${index}`]));

const placeOf = (product: Product): Parameters => ({
  ...(product !== 'ens' && { RegionId: 'cn-hangzhou' }),
  ResourceType: 'instance',
});
const badPlaces = (product: Product): Spoiled[] => [
  ...(product === 'ens' ? [] : [missing(product, 'RegionId')]),
  ...(product === 'ens' ? [] : [[{ RegionId: 'cn-nowhere' }, 404, 'InvalidRegionId.NotFound'] satisfies Spoiled]),
  missing(product, 'ResourceType'),
  [
    { ResourceType: 'disk' },
    404,
    'InvalidResourceType.NotFound',
    'The ResourceType provided does not exist in our records.',
  ],
  ...(product === 'ecs' ? [] : [[{ ResourceType: 'keypair' }, 404, 'InvalidResourceType.NotFound'] satisfies Spoiled]),
  ...(product === 'swas' ? [[{ ClientToken: 'x'.repeat(65) }, 400, 'InvalidParameter'] satisfies Spoiled] : []),
];
const unknown: Spoiled[] = [
  [
    { 'ResourceId.1': 'i-none' },
    404,
    'InvalidResourceId.NotFound',
    'The specified ResourceIds are not found in our records.',
  ],
  [{ 'ResourceId.2': 'i-none' }, 404, 'InvalidResourceId.NotFound'],
  [
    { ...repeated('ResourceId', ids(51)) },
    400,
    'NumberExceed.ResourceIds',
    "The ResourceIds parameter's number is exceed , Valid : 50",
  ],
];
const tooManyTags = "The Tags parameter's number is exceed , Valid : 20";
const tagLength = { ecs: 128, ens: 128, swas: 64 };

for (const product of ['ecs', 'ens', 'swas'] as const) {
  const place = placeOf(product);
  const length = tagLength[product];
  const withKey = (key: string): Spoiled => [
    { 'Tag.1.Key': key },
    400,
    'InvalidTagKey.Malformed',
    'The specified Tag.n.Key is not valid.',
  ];
  const withValue = (value: string): Spoiled => [
    { 'Tag.1.Value': value },
    400,
    'InvalidTagValue.Malformed',
    'The specified Tag.n.Value is not valid.',
  ];
  describeRefusedParameters(product, [
    {
      action: 'TagResources',
      good: {
        ...place,
        'ResourceId.1': 'known',
        ...tags(20),
        'Tag.1.Key': 'k'.repeat(length),
        'Tag.1.Value': 'v'.repeat(length),
      },
      spoiled: [
        ...badPlaces(product),
        ...unknown,
        missing(product, 'ResourceId.1', ''),
        [tags(21), 400, 'NumberExceed.Tags', tooManyTags],
        [{ 'Tag.1.Key': undefined }, 400, 'InvalidTagKey.Malformed'],
        [{ 'Tag.1.Key': '' }, 400, 'InvalidTagKey.Malformed'],
        [{ 'Tag.1.Key': 'k1' }, 400, 'Duplicate.TagKey', 'The Tag.N.Key contain duplicate key.'],
        ...['aliyun', 'aliyun-x', 'acs:x', 'http://x', 'a-https://x', 'k'.repeat(length + 1)].map(withKey),
        ...['acs:x', 'http://x', 'v'.repeat(length + 1)].map(withValue),
      ],
    },
    {
      action: 'TagResources',
      good: { ...place, 'ResourceId.1': 'known', 'Tag.1.Key': 'k1' },
      spoiled: [missing(product, 'Tag.1.Key', 'Tags')],
    },
    {
      action: 'UntagResources',
      good: { ...place, 'ResourceId.1': 'known', ...repeated('TagKey', ids(20)) },
      spoiled: [
        ...badPlaces(product),
        ...unknown,
        missing(product, 'ResourceId.1', ''),
        [{ ...repeated('TagKey', ids(21)) }, 400, 'NumberExceed.Tags', tooManyTags],
        [{ All: 'perhaps' }, 400, product === 'ens' ? 'InvalidParameter.All' : 'InvalidParameter'],
      ],
    },
    {
      action: 'ListTagResources',
      good: { ...place, 'ResourceId.1': 'known', ...tags(20) },
      spoiled: [
        ...badPlaces(product),
        ...unknown,
        [tags(21), 400, 'NumberExceed.Tags', tooManyTags],
        [{ 'Tag.1.Key': undefined, 'Tag.1.Value': 'v' }, 400, 'InvalidParameter.TagValue'],
        ...['x', 'ey', Buffer.from('[1]').toString('base64url')].map(
          (NextToken): Spoiled => [
            { NextToken },
            400,
            'InvalidParameter',
            'The specified parameter "NextToken" is not valid.',
          ],
        ),
      ],
    },
  ]);
}
