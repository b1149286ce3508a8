import { publicKeyLine } from '../../open-cloud.ts';
import { describeRefusedParameters, jsonIds, type Spoiled } from '../../refused-parameters.ts';
import { repeated } from '../../signed-call.ts';

const mandatory = (name: string) =>
  `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
const missing = (name: string): Spoiled => [{ [name]: undefined }, 400, 'MissingParameter', mandatory(name)];
const empty = (name: string): Spoiled => [{ [name]: '' }, 400, 'MissingParameter', mandatory(name)];
const invalid = (change: Record<string, string | number>): Spoiled => {
  const [name] = Object.keys(change);
  return [change, 400, 'InvalidParameter', `The specified parameter "${name}" is not valid.`];
};

const region: Spoiled[] = [
  missing('RegionId'),
  empty('RegionId'),
  [{ RegionId: 'cn-nowhere' }, 404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.'],
];
const idsMessage = 'The specified parameter InstanceIds is not valid.';
const instanceIds = (values: readonly string[]): Spoiled[] =>
  values.map((InstanceIds) => [{ InstanceIds }, 400, 'InvalidInstanceIds.ValueNotSupported', idsMessage]);
const names = (values: readonly string[]): Spoiled[] =>
  values.map((KeyPairName) => [
    { KeyPairName },
    400,
    'InvalidKeyPairName.Malformed',
    'Specified Key Pair name is not valid.',
  ]);
const badNames = ['a', '1ab', '-ab', 'a b', 'a/b', 'http://a', 'https://a', `a${'b'.repeat(128)}`];
const pages = (max: number): Spoiled[] => [
  ...[0, -1, 'x', 1.5].map((PageNumber) => invalid({ PageNumber })),
  ...[0, max + 1, 'x'].map((PageSize) => invalid({ PageSize })),
];

const attach = {
  good: { RegionId: 'cn-hangzhou', KeyPairName: 'ops', InstanceIds: jsonIds(50) },
  spoiled: [
    ...region,
    missing('KeyPairName'),
    missing('InstanceIds'),
    empty('InstanceIds'),
    [{ InstanceIds: undefined, 'InstanceIds.1': 'i-1' }, 400, 'MissingParameter', mandatory('InstanceIds')],
    ...instanceIds(['i-1', '[i-1]', '{}', '"i-1"', '[]', '[1]', '[""]', '[null]', '["i-1"', jsonIds(51)]),
    [
      { KeyPairName: 'none' },
      400,
      'InvalidKeyPairName.NotFound',
      'The specified KeyPairName does not exist in our records.',
    ],
    [{ RegionId: 'cn-shanghai' }, 400, 'InvalidKeyPairName.NotFound'],
  ],
} satisfies { good: object; spoiled: Spoiled[] };

const tooManyTags = repeatedTags(21);
const tagFilter: Spoiled[] = [
  [{ ...tooManyTags }, 400, 'InvalidTagCount'],
  [{ 'Tag.1.Key': undefined, 'Tag.1.Value': 'v' }, 400, 'InvalidTag.Mismatch'],
];
const newTags: Spoiled[] = [
  [{ ...tooManyTags }, 400, 'NumberExceed.Tags'],
  [{ 'Tag.1.Key': undefined, 'Tag.1.Value': 'v' }, 400, 'InvalidTagKey.Malformed'],
  [{ 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }, 400, 'Duplicate.TagKey'],
  [{ 'Tag.1.Key': 'acs:a' }, 400, 'InvalidTagKey.Malformed'],
  [{ 'Tag.1.Key': 'aliyun' }, 400, 'InvalidTagKey.Malformed'],
  [{ 'Tag.1.Key': 'k'.repeat(129) }, 400, 'InvalidTagKey.Malformed'],
  [{ 'Tag.1.Key': 'a', 'Tag.1.Value': 'v'.repeat(129) }, 400, 'InvalidTagValue.Malformed'],
];

function repeatedTags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `k${index}`]));
}

describeRefusedParameters('ecs', [
  { action: 'AttachKeyPair', ...attach },
  { action: 'DetachKeyPair', ...attach },
  {
    action: 'CreateKeyPair',
    good: { RegionId: 'cn-hangzhou', KeyPairName: `a:_-${'9'.repeat(124)}`, ...repeatedTags(20) },
    spoiled: [...region, missing('KeyPairName'), ...names([...badNames, 'a.b', 'é12']), ...newTags],
  },
  {
    action: 'ImportKeyPair',
    good: { RegionId: 'cn-hangzhou', KeyPairName: '密钥.1', PublicKeyBody: publicKeyLine },
    spoiled: [
      ...region,
      missing('KeyPairName'),
      missing('PublicKeyBody'),
      ...names(badNames),
      ...['ssh-rsa AAAA', 'ssh-rsa', publicKeyLine.replace('ssh-rsa', 'ssh-dss'), ed25519()].map(
        (PublicKeyBody): Spoiled => [
          { PublicKeyBody },
          400,
          'InvalidPublicKeyBody.Malformed',
          'The PublicKeyBody format is not supported.',
        ],
      ),
      ...newTags,
    ],
  },
  {
    action: 'DescribeKeyPairs',
    good: { RegionId: 'cn-hangzhou', PageSize: 50, IncludePublicKey: 'True', ...repeatedTags(20) },
    spoiled: [...region, ...pages(50), invalid({ IncludePublicKey: 'yes' }), ...tagFilter],
  },
  {
    action: 'DeleteKeyPairs',
    good: { RegionId: 'cn-hangzhou', KeyPairNames: jsonIds(100) },
    spoiled: [
      ...region,
      missing('KeyPairNames'),
      ...['ops', '[]', '[1]', jsonIds(101)].map(
        (KeyPairNames): Spoiled => [
          { KeyPairNames },
          400,
          'InvalidKeyPairNames.ValueNotSupported',
          'The specified parameter "KeyPairNames" is not valid.',
        ],
      ),
      [{ KeyPairNames: undefined, ...repeated('KeyPairNames', ['ops']) }, 400, 'MissingParameter'],
    ],
  },
  {
    action: 'DescribeInstances',
    good: { RegionId: 'cn-hangzhou', InstanceIds: jsonIds(100), PageSize: 100, MaxResults: 100 },
    spoiled: [
      ...region,
      ...instanceIds(['i-1', jsonIds(101)]),
      ...pages(100),
      ...[0, 101, 'x'].map((MaxResults) => invalid({ MaxResults })),
      invalid({ NextToken: 'x' }),
      [{ Status: 'Asleep' }, 404, 'InvalidStatus.NotFound'],
      ...tagFilter,
    ],
  },
]);

function ed25519(): string {
  const blob = Buffer.concat([
    Buffer.from([0, 0, 0, 11]),
    Buffer.from('ssh-ed25519'),
    Buffer.from([0, 0, 0, 32]),
    Buffer.alloc(32, 7),
  ]);
  return `ssh-ed25519 ${blob.toString('base64')}`;
}
