import { publicKeyLine } from '../../open-cloud.ts';
import { describeRefusedParameters, ids, jsonIds, type Spoiled } from '../../refused-parameters.ts';
import { repeated } from '../../signed-call.ts';

const mandatory = (name: string) =>
  `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
const missing = (name: string): Spoiled => [{ [name]: undefined }, 400, 'MissingParameter', mandatory(name)];
const invalid = (change: Record<string, string | number>): Spoiled => {
  const [name] = Object.keys(change);
  return [change, 400, 'InvalidParameter', `The specified parameter "${name}" is not valid.`];
};
const region: Spoiled[] = [
  missing('RegionId'),
  [{ RegionId: 'cn-nowhere' }, 404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.'],
];
const token: Spoiled[] = [invalid({ ClientToken: 'x'.repeat(65) }), invalid({ ClientToken: '名' })];
const common = [...region, ...token];
const newName: Spoiled[] = [
  missing('KeyPairName'),
  ...['a', '1ab', 'a b', 'a.b', 'http://a', `a${'b'.repeat(64)}`].map(
    (KeyPairName): Spoiled => [{ KeyPairName }, 400, 'InvalidKeyPairName.Malformed'],
  ),
];
const pages: Spoiled[] = [
  ...[0, 'x'].map((PageNumber) => invalid({ PageNumber })),
  ...[0, 101, 'x'].map((PageSize) => invalid({ PageSize })),
];
const unsupportedIds = 'InvalidInstanceIds.ValueNotSupported';
const attachSpoiled: Spoiled[] = [
  ...common,
  missing('KeyPairName'),
  [{ 'InstanceIds.1': undefined }, 400, 'MissingParameter', mandatory('InstanceIds')],
  [{ 'InstanceIds.1': undefined, InstanceIds: '["i-1"]' }, 400, 'MissingParameter', mandatory('InstanceIds')],
  [{ ...repeated('InstanceIds', ids(51)) }, 400, unsupportedIds],
  [{ 'InstanceIds.2': '' }, 400, unsupportedIds],
  [{ KeyPairName: 'none' }, 400, 'InvalidKeyPairName.NotFound'],
  [{ 'InstanceIds.1': 'i-none' }, 404, 'InvalidInstanceId.NotFound', 'The specified Instance Id does not exist.'],
];
const first = { RegionId: 'cn-hangzhou', KeyPairName: 'ops' };

describeRefusedParameters('swas', [
  {
    action: 'CreateKeyPair',
    good: { RegionId: 'cn-hangzhou', KeyPairName: `a:_-${'9'.repeat(60)}`, ClientToken: 'c'.repeat(64) },
    spoiled: [...common, ...newName],
  },
  {
    action: 'ImportKeyPair',
    good: { RegionId: 'cn-hangzhou', KeyPairName: 'imported', PublicKeyBody: publicKeyLine },
    spoiled: [
      ...common,
      ...newName,
      missing('PublicKeyBody'),
      ...['ssh-rsa AAAA', 'x'].map(
        (PublicKeyBody): Spoiled => [{ PublicKeyBody }, 400, 'InvalidPublicKeyBody.Malformed'],
      ),
    ],
  },
  { action: 'ListKeyPairs', good: { RegionId: 'cn-hangzhou', PageSize: 100 }, spoiled: [...common, ...pages] },
  {
    action: 'DeleteKeyPairs',
    good: { RegionId: 'cn-hangzhou', ...repeated('KeyPairNames', ids(50)) },
    spoiled: [
      ...common,
      [
        Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`KeyPairNames.${n + 1}`, undefined])),
        400,
        'MissingParameter',
      ],
      [{ 'KeyPairNames.51': 'one-more' }, 400, 'InvalidKeyPairNames.ValueNotSupported'],
    ],
  },
  {
    action: 'ListInstances',
    good: { RegionId: 'cn-hangzhou', InstanceIds: jsonIds(100), PublicIpAddresses: '[]', PageSize: 100 },
    spoiled: [
      ...region,
      ...pages,
      ...['i-1', jsonIds(101)].map((InstanceIds): Spoiled => [{ InstanceIds }, 400, unsupportedIds]),
      invalid({ PublicIpAddresses: '1.2.3.4' }),
      invalid({ Status: 'Asleep' }),
      [{ 'Tag.1.Value': 'v' }, 400, 'InvalidParameter'],
    ],
  },
  { action: 'AttachKeyPair', good: { ...first, 'InstanceIds.1': 'known' }, spoiled: attachSpoiled },
  { action: 'DetachKeyPair', good: { ...first, 'InstanceIds.1': 'known' }, spoiled: attachSpoiled },
  {
    action: 'DescribeInstanceKeyPair',
    good: { RegionId: 'cn-hangzhou', InstanceId: 'known' },
    spoiled: [
      ...common,
      missing('InstanceId'),
      [{ InstanceId: 'i-none' }, 404, 'InvalidInstanceId.NotFound', 'The specified Instance Id does not exist.'],
    ],
  },
]);
