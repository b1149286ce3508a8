import { describeRefusedParameters, ids, type Spoiled } from '../../refused-parameters.ts';
import { repeated } from '../../signed-call.ts';
import { each, invalid, missing, region } from '../../spoiled.ts';

const execution: Spoiled[] = [
  [{ 'InstanceId.1': undefined }, 400, 'MissingParam.InstanceId', 'The parameter instanceId is missing or empty.'],
  [{ 'InstanceId.1': 'i-none' }, 404, 'InvalidInstance.NotFound', 'The specified instance does not exist.'],
  [{ 'InstanceId.1': 'off' }, 403, 'InvalidInstance.NotMatch'],
  [{ 'InstanceId.2': 'windows' }, 403, 'InvalidInstance.NotMatch'],
  [{ ...repeated('InstanceId', ids(101)) }, 403, 'InstanceIds.ExceedLimit'],
  [{ 'ResourceTag.1.Key': 'a' }, 400, 'InvalidResourceTag.ConflictWithInstanceIds'],
  [{ 'ResourceTag.1.Value': 'a' }, 400, 'InvalidResourceTagKey.Malformed'],
  [{ 'InstanceId.1': undefined, 'ResourceTag.1.Key': 'none' }, 400, 'InvalidResourceTag.InstanceNotFound'],
  [Object.fromEntries(ids(11).map((key, at) => [`ResourceTag.${at + 1}.Key`, key])), 400, 'NumberExceed.ResourceTags'],
  ...[9, 86_401, 'x', -1].map((Timeout) => invalid({ Timeout })),
  [{ Username: 'u'.repeat(256) }, 403, 'Username.ExceedLimit'],
  [{ WorkingDir: `/${'d'.repeat(200)}` }, 400, 'InvalidParameter.WorkingDir'],
  [{ TerminationMode: 'Gently' }, 404, 'InvalidTerminationMode.NotFound'],
  [{ RepeatMode: 'Twice' }, 404, 'InvalidRepeatMode.NotFound'],
  ...each('RepeatMode', ['Period', 'EveryReboot', 'NextRebootOnly', 'DryRun'], 403, 'Operation.Forbidden'),
  [{ Frequency: 'rate(5m)' }, 403, 'Operation.Forbidden'],
  [{ ClientToken: '名' }, 400, 'InvalidClientToken.Malformed'],
  ...each('Parameters', ['x', '[]', '{"a":1}', '{"":"x"}'], 400, 'InvalidParameter.Parameters'),
];
const eleven = JSON.stringify(Object.fromEntries(ids(11).map((id) => [id, ''])));
const enabled = { EnableParameter: 'true' };
const base64 = (bytes: number) => Buffer.alloc(bytes, 'x').toString('base64');

describeRefusedParameters(
  'ecs',
  [
    {
      action: 'RunCommand',
      good: {
        RegionId: 'cn-hangzhou',
        'InstanceId.1': 'known',
        Type: 'RunShellScript',
        CommandContent: base64(18 * 1024),
        ContentEncoding: 'Base64',
        Timeout: 10,
        Name: 'n'.repeat(128),
        Description: 'd'.repeat(512),
        WorkingDir: `/${'d'.repeat(199)}`,
      },
      spoiled: [
        ...region,
        missing('Type'),
        missing('CommandContent'),
        [{ Type: 'Shell' }, 403, 'InvalidCmdType.NotFound', 'The specified command type does not exist.'],
        [{ Type: 'RunBatScript' }, 403, 'InvalidInstance.NotMatch'],
        [{ CommandContent: base64(18 * 1024 + 1) }, 403, 'CmdContent.ExceedLimit'],
        [{ CommandContent: 'x'.repeat(18 * 1024 + 1), ContentEncoding: 'PlainText' }, 403, 'CmdContent.ExceedLimit'],
        [{ CommandContent: base64(18 * 768 + 1), KeepCommand: 'true' }, 403, 'CmdContent.ExceedLimit'],
        invalid({ CommandContent: 'no Base64!' }),
        [{ Name: 'n'.repeat(129) }, 403, 'CmdName.ExceedLimit'],
        [{ Description: 'd'.repeat(513) }, 403, 'CmdDesc.ExceedLimit'],
        invalid({ KeepCommand: 'maybe' }),
        invalid({ EnableParameter: 'maybe' }),
        ...execution,
        [{ Parameters: '{"a":"b"}' }, 400, 'Parameter.Disabled'],
        [{ ...enabled, Parameters: '{"a":"b"}' }, 403, 'Parameter.NotMatched'],
        [{ ...enabled, Parameters: eleven }, 403, 'ParameterCount.ExceedLimit'],
        [{ ...enabled, Parameters: JSON.stringify({ ['k'.repeat(65)]: '' }) }, 403, 'ParameterKey.ExceedLimit'],
        [{ ...enabled, CommandContent: Buffer.from('echo {{a}}').toString('base64') }, 400, 'Parameter.MissingValue'],
      ],
    },
    {
      action: 'DescribeInvocationResults',
      good: { RegionId: 'cn-hangzhou', InvokeId: 't-none', MaxResults: 50, ContentEncoding: 'PlainText' },
      spoiled: [
        ...region,
        ...[0, 51, 'x'].map((MaxResults) => invalid({ MaxResults })),
        invalid({ NextToken: 'x' }),
        invalid({ ContentEncoding: 'rot13' }),
        invalid({ IncludeHistory: 'maybe' }),
        ...each('PageNumber', [0, 'x'], 403, 'InvalidParam.PageNumber'),
        ...each('PageSize', [0, 51, 'x'], 403, 'InvalidParam.PageSize'),
      ],
    },
    {
      action: 'DescribeCloudAssistantStatus',
      good: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'known', OSType: 'Linux', MaxResults: 50 },
      spoiled: [
        ...region,
        [{ ...repeated('InstanceId', ids(101)) }, 403, 'InstanceIds.ExceedLimit'],
        [{ 'InstanceId.1': 'i-none' }, 404, 'InvalidInstance.NotFound'],
        [{ RegionId: 'cn-shanghai' }, 404, 'InvalidInstance.NotFound'],
        invalid({ OSType: 'BeOS' }),
        ...[0, 51].map((MaxResults) => invalid({ MaxResults })),
      ],
    },
  ],
  [
    { instanceId: 'off', status: 'Stopped' },
    { instanceId: 'windows', os: 'windows' },
  ],
);
