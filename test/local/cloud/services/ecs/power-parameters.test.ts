import { describeRefusedParameters, ids, type Spoiled } from '../../refused-parameters.ts';
import { repeated } from '../../signed-call.ts';
import { invalid, missing, region } from '../../spoiled.ts';

const single: Spoiled[] = [
  missing('InstanceId'),
  [{ InstanceId: 'i-none' }, 404, 'InvalidInstanceId.NotFound', 'The specified InstanceId does not exist.'],
  invalid({ DryRun: 'maybe' }),
  [{ DryRun: 'True' }, 400, 'DryRunOperation'],
];
const batch: Spoiled[] = [
  ...region,
  missing('InstanceId', { 'InstanceId.1': undefined }),
  invalid({ 'InstanceId.2': '' }, 'InstanceId'),
  invalid({ ...repeated('InstanceId', ids(101)) }, 'InstanceId'),
  invalid({ BatchOptimization: 'Any' }),
  invalid({ DryRun: 1 }),
  [{ 'InstanceId.2': 'i-none' }, 404, 'InvalidInstanceId.NotFound'],
  [{ RegionId: 'cn-shanghai' }, 404, 'InvalidInstanceId.NotFound'],
];
const stop: Spoiled[] = [invalid({ ForceStop: 'yes' }), invalid({ StoppedMode: 'Charge' })];
const many = (InstanceId: string) => ({ RegionId: 'cn-hangzhou', 'InstanceId.1': InstanceId });
const oneHundred = repeated('InstanceId', ids(100));

describeRefusedParameters(
  'ecs',
  [
    { action: 'StartInstance', good: { InstanceId: 'off-1' }, spoiled: single },
    { action: 'StopInstance', good: { InstanceId: 'on-1', ForceStop: 'false' }, spoiled: [...single, ...stop] },
    { action: 'RebootInstance', good: { InstanceId: 'on-2' }, spoiled: [...single, invalid({ ForceStop: 'yes' })] },
    { action: 'StartInstances', good: many('off-2'), spoiled: batch },
    { action: 'StopInstances', good: { ...many('on-3'), StoppedMode: 'KeepCharging' }, spoiled: [...batch, ...stop] },
    { action: 'RebootInstances', good: many('on-4'), spoiled: [...batch, invalid({ ForceReboot: 'yes' })] },
    {
      action: 'DescribeInstanceStatus',
      good: { RegionId: 'cn-hangzhou', ...oneHundred, PageSize: 50 },
      spoiled: [
        ...region,
        invalid({ ...repeated('InstanceId', ids(101)) }, 'InstanceId'),
        ...[0, 51, 'x'].map((PageSize) => invalid({ PageSize })),
        ...[0, -1, 'x'].map((PageNumber) => invalid({ PageNumber })),
      ],
    },
    { action: 'DescribeInstanceAttribute', good: { InstanceId: 'known' }, spoiled: single.slice(0, 2) },
    {
      action: 'RunInstances',
      good: {
        RegionId: 'cn-hangzhou',
        ImageId: 'ubuntu_22_04',
        InstanceType: 'ecs.t6',
        Amount: 100,
        MinAmount: 100,
        KeyPairName: 'ops',
        InstanceName: 'web-1',
        ClientToken: 't'.repeat(64),
        'Tag.1.Key': 'ssh',
      },
      spoiled: [
        ...region,
        missing('ImageId'),
        missing('InstanceType'),
        ...[0, 101, 'x'].map((Amount) => invalid({ Amount })),
        ...[0, 101].map((MinAmount) => invalid({ MinAmount })),
        invalid({ MinAmount: 3, Amount: 2 }),
        ...['a', '1web', 'http://web'].map((InstanceName) => invalid({ InstanceName })),
        [{ KeyPairName: 'none' }, 400, 'InvalidKeyPairName.NotFound'],
        [{ ImageId: 'win2022_21H2' }, 403, 'DependencyViolation.WindowsInstance'],
        ...['Sh0rt!', 'alllowercase', 'NoDigitsHere', `Aa1${'x'.repeat(28)}`].map(
          (Password): Spoiled => [{ Password }, 400, 'InvalidPassword.Malformed'],
        ),
        [{ UserData: 'x'.repeat(32 * 1024 + 1) }, 400, 'InvalidUserData.SizeExceeded'],
        [{ 'Tag.2.Key': 'ssh' }, 400, 'Duplicate.TagKey'],
        [{ 'Tag.1.Key': 'acs:x' }, 400, 'InvalidTagKey.Malformed'],
        [{ ClientToken: 't'.repeat(65) }, 400, 'InvalidClientToken.Malformed'],
        [{ DryRun: 'true' }, 400, 'DryRunOperation'],
      ],
    },
  ],
  [
    ...['on-1', 'on-2', 'on-3', 'on-4'].map((instanceId) => ({ instanceId })),
    ...['off-1', 'off-2'].map((instanceId) => ({ instanceId, status: 'Stopped' as const })),
  ],
);
