import { describeRefusals, type Spoiled } from '../../refused-parameters.ts';
import { call, type Parameters } from '../../signed-call.ts';
import { inInstance } from './keeper.ts';

const missing = (name: string): Spoiled[] =>
  [undefined, ''].map((value) => [{ [name]: value }, 400, 'MissingParameter', 'The parameter needed but no provided.']);
const invalid = (name: string, ...values: (string | number)[]): Spoiled[] =>
  values.map((value) => [{ [name]: value }, 400, 'InvalidParameter', 'The specified parameter is not valid.']);
const absent = (change: Spoiled[0]): Spoiled => [
  change,
  404,
  'Forbidden.ResourceNotFound',
  'The resource is not found.',
];

const arn = 'acs:kms:cn-hangzhou:1234567890123456:secret/ops';
const badNames = ['a b', 'a:b', 'ä', 'a*', 'n'.repeat(193)];
const secretName: Spoiled[] = [
  ...missing('SecretName'),
  ...invalid('SecretName', ...badNames, 'acs:kms:cn-hangzhou:1234567890123456:key/ops'),
  absent({ SecretName: 'none' }),
  absent({ SecretName: arn.replace('1234567890123456', '1') }),
];
const badLabels = ['a b', 'ä', 'a:b', 'x'.repeat(65)];
const flag = (name: string) => invalid(name, 'yes', 'True', '1');
const pages: Spoiled[] = [...invalid('PageNumber', 0, -1, 'x', 1.5), ...invalid('PageSize', 0, 101, 'x')];
const tags = (count: number, key = 'k') =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ TagKey: `${key}${index}`, TagValue: 'v' })));
const value: Spoiled[] = [...missing('SecretData'), ...invalid('SecretDataType', 'Text', 'json')];

describeRefusals(
  'kms',
  [
    {
      action: 'CreateSecret',
      good: {
        SecretName: `_/+=.@-${'9'.repeat(185)}`,
        VersionId: `_/+=.@-${'9'.repeat(57)}`,
        SecretData: 'data',
        SecretDataType: 'binary',
        SecretType: 'Generic',
        Description: 'd'.repeat(256),
        Tags: tags(20),
        ...inInstance,
      },
      spoiled: [
        ...missing('SecretName'),
        ...invalid('SecretName', ...badNames, 'acs/ecs/x', arn),
        ...missing('VersionId'),
        ...invalid('VersionId', ...badLabels),
        ...value,
        ...invalid('SecretType', 'Rds', 'ECS'),
        ...invalid('DKMSInstanceId', 'i-1', 'kst-', 'kst-a b'),
        ...invalid('EncryptionKeyId', 'a/b', '*', 'k'.repeat(65)),
        ...invalid('RegionId', 'CN', 'a b', '*'),
        ...invalid('Description', 'd'.repeat(257)),
        ...invalid('Tags', 'a', '{}', '["a"]', '[{"TagValue":"v"}]', '[{"TagKey":"a","Other":"b"}]', tags(21)),
        ...invalid('Tags', tags(1, 'acs:'), tags(1, 'aliyun'), tags(1, 'k'.repeat(128)), tags(1, 'k!')),
        [{ SecretName: 'ops' }, 409, 'Rejected.ResourceExist', 'The resource already exists.'],
      ],
    },
    {
      action: 'PutSecretValue',
      good: { SecretName: 'ops', VersionId: 'v2', SecretData: 'other', VersionStages: '["a","b"]' },
      spoiled: [
        ...secretName,
        ...missing('VersionId'),
        ...invalid('VersionId', ...badLabels),
        ...value,
        ...invalid(
          'VersionStages',
          'ACSCurrent',
          '[]',
          '[""]',
          '[1]',
          '{"VersionStage":["a"]}',
          '["a","a"]',
          '["a b"]',
        ),
        ...invalid('VersionStages', '["ACSCurrent","ACSPrevious"]', '["1","2","3","4","5","6","7","8","9"]'),
        [{ VersionId: 'v1' }, 409, 'Rejected.ResourceExist', 'The resource already exists.'],
      ],
    },
    {
      action: 'GetSecretValue',
      good: { SecretName: arn, VersionId: 'v1', VersionStage: 'ACSCurrent' },
      spoiled: [
        ...secretName,
        ...invalid('VersionId', ...badLabels),
        ...invalid('VersionStage', ...badLabels),
        absent({ VersionId: 'none' }),
        absent({ VersionStage: 'none' }),
        absent({ VersionId: undefined, VersionStage: 'ACSPrevious' }),
      ],
    },
    {
      action: 'UpdateSecretVersionStage',
      good: { SecretName: 'ops', VersionStage: 'mine', MoveToVersion: 'v1' },
      spoiled: [
        ...secretName,
        ...missing('VersionStage'),
        ...invalid('VersionStage', ...badLabels),
        ...missing('MoveToVersion'),
        ...invalid('MoveToVersion', ...badLabels),
        ...invalid('RemoveFromVersion', ...badLabels, 'v1'),
        absent({ MoveToVersion: 'none' }),
        absent({ RemoveFromVersion: 'none' }),
        ...['ACSCurrent', 'ACSPrevious'].map(
          (VersionStage): Spoiled => [
            { VersionStage, MoveToVersion: undefined, RemoveFromVersion: 'v1' },
            400,
            'MissingParameter',
          ],
        ),
      ],
    },
    {
      action: 'DescribeSecret',
      good: { SecretName: 'ops', FetchTags: 'true' },
      spoiled: [...secretName, ...flag('FetchTags')],
    },
    {
      action: 'ListSecretVersionIds',
      good: { SecretName: 'ops', IncludeDeprecated: 'false', PageNumber: 2, PageSize: 100 },
      spoiled: [...secretName, ...flag('IncludeDeprecated'), ...pages],
    },
    {
      action: 'ListSecrets',
      good: { FetchTags: 'false', PageSize: 100 },
      spoiled: [...flag('FetchTags'), ...pages, ...invalid('Filters', '[{"Key":"Colour","Values":["a"]}]')],
    },
    {
      action: 'TagResource',
      good: { SecretName: 'ops', Tags: tags(20) },
      spoiled: [...secretName, ...missing('Tags'), ...invalid('Tags', 'a', '{}', tags(21), tags(1, 'acs:'))],
    },
    {
      action: 'RestoreSecret',
      good: { SecretName: 'deleted' },
      spoiled: [...secretName, ...invalid('SecretName', 'ops')],
    },
    {
      action: 'DeleteSecret',
      good: { SecretName: 'ops', RecoveryWindowInDays: 30, ForceDeleteWithoutRecovery: 'false' },
      spoiled: [
        ...secretName,
        ...invalid('RecoveryWindowInDays', 0, 6, 31, -1, 'x', 7.5),
        ...flag('ForceDeleteWithoutRecovery'),
        [{ ForceDeleteWithoutRecovery: 'true' }, 400, 'InvalidParameter'],
      ],
    },
  ],
  async (cloud) => {
    const ask = (action: string, parameters: Parameters) => call(cloud, 'kms', action, parameters);
    for (const SecretName of ['ops', 'deleted']) {
      await ask('CreateSecret', { SecretName, ...inInstance, VersionId: 'v1', SecretData: 'data' });
    }
    await ask('DeleteSecret', { SecretName: 'deleted' });
  },
);
