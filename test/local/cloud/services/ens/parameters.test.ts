import { publicKeyLine } from '../../open-cloud.ts';
import { describeRefusedParameters, jsonIds, type Spoiled } from '../../refused-parameters.ts';

const missing = (change: Record<string, string | undefined>): Spoiled => [
  change,
  400,
  'MissingParameter',
  'The input parameter that is mandatory for processing this request is not supplied.',
];
const invalid = (change: Record<string, string | number | undefined>, name = Object.keys(change)[0]): Spoiled => [
  change,
  400,
  `InvalidParameter.${name}`,
  `The specified field ${name} invalid. Please check it again.`,
];
const badNames = ['a', '1ab', 'a b', 'a.b', 'http://a', 'https://a', `a${'b'.repeat(128)}`];
const newName: Spoiled[] = [
  missing({ KeyPairName: undefined }),
  ...badNames.map((KeyPairName) => invalid({ KeyPairName })),
];
const pages: Spoiled[] = [
  ...[0, 'x'].map((PageNumber) => invalid({ PageNumber })),
  ...[0, 101, 'x'].map((PageSize) => invalid({ PageSize })),
];
const attach = {
  good: { KeyPairName: 'ops', InstanceIds: jsonIds(30) },
  spoiled: [
    missing({ InstanceIds: undefined }),
    missing({ InstanceIds: undefined, 'InstanceIds.1': 'i-1' }),
    missing({ KeyPairName: undefined }),
    ...['i-1', '[]', '[1]', '{}', jsonIds(31)].map((InstanceIds) => invalid({ InstanceIds })),
    invalid({ KeyPairName: 'none' }),
    invalid({ KeyPairName: undefined, KeyPairId: 'ssh-none' }, 'KeyPairId'),
    invalid({ KeyPairId: 'ssh-none' }),
  ],
} satisfies { good: object; spoiled: Spoiled[] };

describeRefusedParameters('ens', [
  { action: 'AttachKeyPair', ...attach },
  { action: 'DetachKeyPair', ...attach },
  { action: 'CreateKeyPair', good: { KeyPairName: `a:_-${'9'.repeat(124)}` }, spoiled: newName },
  {
    action: 'ImportKeyPair',
    good: { KeyPairName: 'imported', PublicKeyBody: publicKeyLine },
    spoiled: [
      ...newName,
      missing({ PublicKeyBody: undefined }),
      ...['ssh-rsa AAAA', 'ecdsa-sha2-nistp256 AAAA', ecdsa()].map((PublicKeyBody) => invalid({ PublicKeyBody })),
    ],
  },
  { action: 'DescribeKeyPairs', good: { PageNumber: '1', PageSize: '100' }, spoiled: pages },
  {
    action: 'DeleteKeyPairs',
    good: { KeyPairName: 'ops' },
    spoiled: [
      missing({ KeyPairName: undefined }),
      invalid({ KeyPairName: 'none' }),
      invalid({ KeyPairId: 'ssh-none', KeyPairName: undefined }),
    ],
  },
  {
    action: 'DescribeInstances',
    good: { InstanceIds: jsonIds(100), PageSize: '100', Tags: '[{"Key":"a","Value":"b"},{"Key":"c"}]' },
    spoiled: [
      ...pages,
      ...['i-1', jsonIds(101)].map((InstanceIds) => invalid({ InstanceIds })),
      invalid({ EnsRegionIds: 'cn-hangzhou-44' }),
      ...['Pending', 'running'].map((Status) => invalid({ Status })),
      ...['a', '["a"]', '[{"Value":"b"}]', '[{"Key":"a","Value":1}]'].map((Tags) => invalid({ Tags })),
    ],
  },
]);

function ecdsa(): string {
  const fields = ['ecdsa-sha2-nistp256', 'nistp256', 'x'.repeat(65)].map((field) => Buffer.from(field));
  const blob = fields.flatMap((field) => [Buffer.from([0, 0, 0, field.length]), field]);
  return `ecdsa-sha2-nistp256 ${Buffer.concat(blob).toString('base64')}`;
}
