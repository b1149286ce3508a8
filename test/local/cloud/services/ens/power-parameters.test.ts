import { describeRefusedParameters, ids, type Spoiled } from '../../refused-parameters.ts';

const missing = (name: string): Spoiled => [{ [name]: undefined }, 400, 'MissingParameter'];
const invalid = (change: Record<string, string | number | undefined>, name = Object.keys(change)[0]): Spoiled => [
  change,
  400,
  `InvalidParameter.${name}`,
];
const single: Spoiled[] = [missing('InstanceId'), [{ InstanceId: 'i-none' }, 404, 'InvalidInstanceId.NotFound']];
const force: Spoiled[] = ['True', '1', 'yes'].map((ForceStop) => invalid({ ForceStop }));

describeRefusedParameters(
  'ens',
  [
    { action: 'StartInstance', good: { InstanceId: 'off' }, spoiled: single },
    { action: 'StopInstance', good: { InstanceId: 'on-1', ForceStop: 'true' }, spoiled: [...single, ...force] },
    { action: 'RebootInstance', good: { InstanceId: 'on-2', ForceStop: 'false' }, spoiled: [...single, ...force] },
    ...['StartInstances', 'StopInstances', 'RebootInstances'].map((action) => ({
      action,
      good: { InstanceIds: ids(100).join(',') },
      spoiled: [
        missing('InstanceIds'),
        invalid({ InstanceIds: 'i-1,,i-2' }),
        invalid({ InstanceIds: ids(101).join(',') }),
      ],
    })),
    {
      action: 'RunInstances',
      good: { EnsRegionId: 'cn-beijing-telecom', Amount: 100, KeyPairName: 'ops', 'Tag.1.Key': 'ssh' },
      spoiled: [
        missing('KeyPairName'),
        invalid({ KeyPairName: 'none' }),
        [{ ImageId: 'win2022' }, 403, 'DependencyViolation.WindowsInstance'],
        ...[0, 101, 'x'].map((Amount) => invalid({ Amount })),
        invalid({ EnsRegionId: 'NOWHERE' }),
        invalid({ InstanceName: 'n'.repeat(129) }),
        invalid({ Password: 'p'.repeat(31) }),
        invalid({ PasswordInherit: 'maybe' }),
        invalid({ 'Tag.2.Key': 'ssh' }, 'Tag'),
        invalid({ 'Tag.1.Key': undefined, 'Tag.1.Value': 'v' }, 'Tag'),
        invalid(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`Tag.${at + 1}.Key`, `k${at}`])), 'Tag'),
      ],
    },
  ],
  [{ instanceId: 'on-1' }, { instanceId: 'on-2' }, { instanceId: 'off', status: 'Stopped' }],
);
