import { describeRefusedParameters, jsonIds, type Spoiled } from '../../refused-parameters.ts';
import { repeated } from '../../signed-call.ts';
import { each, invalid, missing, region } from '../../spoiled.ts';

const token: Spoiled[] = [invalid({ ClientToken: 'x'.repeat(65) }), invalid({ ClientToken: '名' })];
const notFound: Spoiled = [{ InstanceId: 'none' }, 404, 'InvalidInstanceId.NotFound'];
const single: Spoiled[] = [...region, ...token, missing('InstanceId'), notFound];
const badIds = ['on-1', '[]', '[1]', '{}', jsonIds(101)];
const batch: Spoiled[] = [
  ...region,
  ...token,
  missing('InstanceIds'),
  missing('InstanceIds', { InstanceIds: undefined, ...repeated('InstanceIds', []) }),
  ...each('InstanceIds', badIds, 400, 'InvalidInstanceIds.ValueNotSupported'),
  [{ InstanceIds: jsonIds(100) }, 404, 'InvalidInstanceId.NotFound'],
];
const one = (InstanceId: string) => ({ RegionId: 'cn-hangzhou', InstanceId });
const many = (id: string) => ({ RegionId: 'cn-hangzhou', InstanceIds: JSON.stringify([id]) });
const pages = (max: number): Spoiled[] => [
  ...[0, 'x'].map((PageNumber) => invalid({ PageNumber })),
  ...[0, max + 1, 'x'].map((PageSize) => invalid({ PageSize })),
];
const command = { Name: 'n', Type: 'RunShellScript', CommandContent: 'x'.repeat(12 * 1024), Timeout: 10 };

describeRefusedParameters(
  'swas',
  [
    { action: 'StartInstance', good: one('off-1'), spoiled: single },
    { action: 'StopInstance', good: one('on-1'), spoiled: single },
    { action: 'RebootInstance', good: one('on-2'), spoiled: single },
    { action: 'StartInstances', good: many('off-2'), spoiled: batch },
    { action: 'StopInstances', good: many('on-3'), spoiled: [...batch, invalid({ ForceStop: 'maybe' })] },
    { action: 'RebootInstances', good: many('on-4'), spoiled: [...batch, invalid({ ForceReboot: 'maybe' })] },
    {
      action: 'ListInstanceStatus',
      good: { RegionId: 'cn-hangzhou', InstanceIds: jsonIds(100), PageSize: 100 },
      spoiled: [
        ...region,
        ...each('InstanceIds', ['on-1', jsonIds(101)], 400, 'InvalidInstanceIds.ValueNotSupported'),
        ...pages(100),
      ],
    },
    {
      action: 'RunCommand',
      good: { ...one('known'), ...command },
      spoiled: [
        ...region,
        missing('InstanceId'),
        missing('Name'),
        missing('Type'),
        missing('CommandContent'),
        notFound,
        [{ Type: 'Shell' }, 403, 'InvalidCmdType.NotFound'],
        [{ Name: 'n'.repeat(129) }, 403, 'CmdName.ExceedLimit'],
        [{ CommandContent: 'x'.repeat(12 * 1024 + 1) }, 400, 'CmdContent.ExceedLimit'],
        ...[9, 86_401, 'x'].map((Timeout) => invalid({ Timeout })),
        [{ WorkingUser: 'u'.repeat(256) }, 403, 'Username.ExceedLimit'],
        [{ Parameters: 'x' }, 400, 'InvalidParameter.Parameters'],
        [{ Parameters: '{"a":"b"}' }, 400, 'Parameter.Disabled'],
      ],
    },
    {
      action: 'DescribeInvocations',
      good: { ...one('known'), PageSize: 50 },
      spoiled: [...region, missing('InstanceId'), invalid({ InvokeStatus: 'Asleep' }), ...pages(50)],
    },
    {
      action: 'DescribeCloudAssistantStatus',
      good: { RegionId: 'cn-hangzhou', InstanceIds: jsonIds(100), PageSize: 50 },
      spoiled: [
        ...region,
        ...each('InstanceIds', ['on-1', jsonIds(101)], 400, 'InvalidInstanceIds.ValueNotSupported'),
        ...pages(50),
      ],
    },
  ],
  [
    ...['on-1', 'on-2', 'on-3', 'on-4'].map((instanceId) => ({ instanceId })),
    ...['off-1', 'off-2'].map((instanceId) => ({ instanceId, status: 'Stopped' as const })),
  ],
);
