import type { ServiceName } from '../../../../local/cloud/model/product-names.ts';
import type { Parameters } from '../signed-call.ts';

/** What a call asks permission for; `*` alone for actions without resource-level permission. */
type Touched = readonly [parameters: Parameters, ...arns: string[]];

const account = '1234567890123456';
const arn = (service: string, region: string) => (path: string) => `acs:${service}:${region}:${account}:${path}`;
const ecs = arn('ecs', 'cn-hangzhou');
const ens = arn('ens', '*');
const swas = arn('swas-open', 'cn-hangzhou');
const kms = arn('kms', 'cn-hangzhou');
const ess = arn('ess', 'cn-hangzhou');
const anything = '*';

const here = { RegionId: 'cn-hangzhou' };
const two = { InstanceIds: '["a","b"]' };
const repeated = { 'InstanceId.1': 'a', 'InstanceId.2': 'b' };
const keyPair = { KeyPairName: 'ops' };
const newKeyPair = { KeyPairName: 'new', PublicKeyBody: 'x' };
const script = { Type: 'RunShellScript', CommandContent: 'true', Name: 'x' };
const [ofEcs, ofEns, ofSwas] = [ecs, ens, swas].map((make) => [make('instance/a'), make('instance/b')]) as [
  string[],
  string[],
  string[],
];
const tagging = { ResourceType: 'instance', 'ResourceId.1': 'a', 'ResourceId.2': 'b' };
const tag = { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' };
const secret = { SecretName: 'keyfleet/ops' };
const value = { VersionId: 'v1', SecretData: 'x' };

/** One or more calls of every action of every service. */
export const touchedBy: Readonly<Record<ServiceName, Readonly<Record<string, readonly Touched[]>>>> = {
  ecs: {
    AttachKeyPair: [[{ ...here, ...keyPair, ...two }, ...ofEcs, ecs('keypair/ops')]],
    DetachKeyPair: [[{ ...here, ...keyPair, ...two }, ...ofEcs, ecs('keypair/ops')]],
    CreateKeyPair: [[{ ...here, KeyPairName: 'new' }, ecs('keypair/*')]],
    ImportKeyPair: [[{ ...here, ...newKeyPair }, ecs('keypair/*')]],
    DeleteKeyPairs: [[{ ...here, KeyPairNames: '["x","y"]' }, ecs('keypair/x'), ecs('keypair/y')]],
    DescribeRegions: [[{}, anything]],
    DescribeZones: [[here, anything]],
    DeleteInstance: [[{ InstanceId: 'ecs-known' }, ecs('instance/ecs-known')]],
    JoinResourceGroup: [
      [{ ...here, ResourceType: 'instance', ResourceId: 'a', ResourceGroupId: 'rg-1' }, ecs('instance/a')],
      [{ ...here, ResourceType: 'keypair', ResourceId: 'ops', ResourceGroupId: 'rg-1' }, ecs('keypair/ops')],
    ],
    DescribeKeyPairs: [
      [here, ecs('keypair/*')],
      [{ ...here, ...keyPair }, ecs('keypair/ops')],
    ],
    CreateLaunchTemplate: [[{ ...here, LaunchTemplateName: 'web' }, ecs('launchtemplate/*')]],
    CreateLaunchTemplateVersion: [[{ ...here, LaunchTemplateId: 'lt-1' }, ecs('launchtemplate/lt-1')]],
    DeleteLaunchTemplate: [[{ ...here, LaunchTemplateId: 'lt-1' }, ecs('launchtemplate/lt-1')]],
    DescribeLaunchTemplates: [
      [here, ecs('launchtemplate/*')],
      [{ ...here, 'LaunchTemplateId.1': 'lt-1' }, ecs('launchtemplate/lt-1')],
    ],
    DescribeLaunchTemplateVersions: [
      [{ ...here, LaunchTemplateId: 'lt-1' }, ecs('launchtemplate/lt-1')],
      [{ ...here, LaunchTemplateName: 'web' }, ecs('launchtemplate/*')],
    ],
    DescribeInstances: [
      [here, ecs('instance/*')],
      [{ ...here, InstanceIds: '[]' }, ecs('instance/*')],
      [{ ...here, ...two }, ...ofEcs],
    ],
    DescribeInstanceStatus: [[here, ecs('instance/*')]],
    DescribeInstanceAttribute: [
      [{ InstanceId: 'ecs-known' }, ecs('instance/ecs-known')],
      [{ InstanceId: 'none' }, arn('ecs', '*')('instance/none')],
    ],
    StartInstance: [[{ InstanceId: 'ecs-known' }, ecs('instance/ecs-known')]],
    StopInstance: [[{ InstanceId: 'ecs-known', DryRun: true }, ecs('instance/ecs-known')]],
    RebootInstance: [[{ InstanceId: 'ecs-known', DryRun: true }, ecs('instance/ecs-known')]],
    StartInstances: [[{ ...here, ...repeated }, ...ofEcs]],
    StopInstances: [[{ ...here, ...repeated }, ...ofEcs]],
    RebootInstances: [[{ ...here, ...repeated }, ...ofEcs]],
    RunInstances: [
      [{ ...here, ImageId: 'x', DryRun: true }, ecs('instance/*')],
      [{ ...here, ImageId: 'x', DryRun: true, ...keyPair }, ecs('instance/*'), ecs('keypair/ops')],
    ],
    RunCommand: [
      [{ ...here, ...script, ...repeated }, ...ofEcs, ecs('command/*')],
      [
        { ...here, ...script, 'ResourceTag.1.Key': 'k', 'ResourceTag.1.Value': 'v' },
        ecs('instance/*'),
        ecs('command/*'),
      ],
    ],
    InvokeCommand: [[{ ...here, CommandId: 'c-1', ...repeated }, ...ofEcs, ecs('command/c-1')]],
    DescribeInvocationResults: [
      [here, ecs('instance/*'), ecs('command/*')],
      [{ ...here, InstanceId: 'a', CommandId: 'c-1' }, ecs('instance/a'), ecs('command/c-1')],
    ],
    DescribeCloudAssistantStatus: [
      [here, ecs('instance/*')],
      [{ ...here, ...repeated }, ...ofEcs],
    ],
    TagResources: [
      [{ ...here, ...tagging, ...tag }, ...ofEcs],
      [{ ...here, ...tagging, ...tag, ResourceType: 'keypair' }, ecs('keypair/a'), ecs('keypair/b')],
    ],
    UntagResources: [[{ ...here, ...tagging, 'TagKey.1': 'k' }, ...ofEcs]],
    ListTagResources: [
      [{ ...here, ...tagging }, ...ofEcs],
      [{ ...here, ResourceType: 'keypair', ...tag }, ecs('keypair/*')],
    ],
  },
  ens: {
    AttachKeyPair: [[{ ...keyPair, ...two }, anything]],
    DetachKeyPair: [[{ ...keyPair, ...two }, anything]],
    CreateKeyPair: [[{ KeyPairName: 'new' }, anything]],
    ImportKeyPair: [[newKeyPair, anything]],
    DeleteKeyPairs: [[{ KeyPairName: 'none' }, anything]],
    DescribeKeyPairs: [[{}, anything]],
    DescribeInstances: [
      [{}, ens('instance/*')],
      [{ InstanceId: 'a' }, ens('instance/a')],
      [two, ...ofEns],
    ],
    StartInstance: [[{ InstanceId: 'none' }, ens('instance/none')]],
    StopInstance: [[{ InstanceId: 'none' }, ens('instance/none')]],
    RebootInstance: [[{ InstanceId: 'none' }, ens('instance/none')]],
    StartInstances: [[{ InstanceIds: 'a,b' }, ...ofEns]],
    StopInstances: [[{ InstanceIds: 'a,b' }, ...ofEns]],
    RebootInstances: [[{ InstanceIds: 'a,b' }, ...ofEns]],
    RunInstances: [[{}, anything]],
    TagResources: [[{ ...tagging, ...tag }, ...ofEns]],
    UntagResources: [[{ ...tagging, 'TagKey.1': 'k' }, ...ofEns]],
    ListTagResources: [
      [tagging, ...ofEns],
      [{ ResourceType: 'instance', ...tag }, ens('instance/*')],
    ],
  },
  swas: {
    AttachKeyPair: [[{ ...here, ...keyPair, 'InstanceIds.1': 'a' }, anything]],
    DetachKeyPair: [[{ ...here, ...keyPair, 'InstanceIds.1': 'a' }, anything]],
    CreateKeyPair: [[{ ...here, KeyPairName: 'new' }, anything]],
    ImportKeyPair: [[{ ...here, ...newKeyPair }, anything]],
    DeleteKeyPairs: [[{ ...here, 'KeyPairNames.1': 'none' }, anything]],
    ListKeyPairs: [[here, anything]],
    DescribeInstanceKeyPair: [[{ ...here, InstanceId: 'a' }, swas('instance/a')]],
    ListInstances: [
      [here, swas('instance/*')],
      [{ ...here, ...two }, ...ofSwas],
    ],
    ListInstanceStatus: [
      [here, swas('*')],
      [{ ...here, ...two }, swas('a'), swas('b')],
    ],
    StartInstance: [[{ ...here, InstanceId: 'a' }, swas('instance/a')]],
    StopInstance: [[{ ...here, InstanceId: 'a' }, swas('instance/a')]],
    RebootInstance: [[{ ...here, InstanceId: 'a' }, swas('instance/a')]],
    StartInstances: [[{ ...here, ...two }, swas('a'), swas('b')]],
    StopInstances: [[{ ...here, ...two }, swas('a'), swas('b')]],
    RebootInstances: [[{ ...here, ...two }, swas('a'), swas('b')]],
    RunCommand: [[{ ...here, ...script, InstanceId: 'a' }, swas('instance/a')]],
    DescribeInvocationResult: [[{ ...here, InstanceId: 'a', InvokeId: 't-1' }, swas('instance/a')]],
    DescribeInvocations: [[{ ...here, InstanceId: 'a' }, swas('instance/a')]],
    DescribeCloudAssistantStatus: [[here, anything]],
    TagResources: [[{ ...here, ...tagging, ...tag }, anything]],
    UntagResources: [[{ ...here, ...tagging, 'TagKey.1': 'k' }, anything]],
    ListRegions: [[{}, anything]],
    ListTagResources: [[{ ...here, ...tagging }, anything]],
  },
  kms: {
    CreateSecret: [[{ ...secret, ...value }, kms('secret')]],
    ListSecrets: [[{}, kms('secret')]],
    DescribeSecret: [[secret, kms('secret/keyfleet/ops')]],
    GetSecretValue: [
      [secret, kms('secret/keyfleet/ops')],
      [{ SecretName: kms('secret/keyfleet/ops') }, kms('secret/keyfleet/ops')],
    ],
    PutSecretValue: [[{ ...secret, ...value }, kms('secret/keyfleet/ops')]],
    UpdateSecretVersionStage: [[{ ...secret, VersionStage: 'a', MoveToVersion: 'v1' }, kms('secret/keyfleet/ops')]],
    ListSecretVersionIds: [[secret, kms('secret/keyfleet/ops')]],
    DeleteSecret: [[secret, kms('secret/keyfleet/ops')]],
    RestoreSecret: [[secret, kms('secret/keyfleet/ops')]],
    TagResource: [[{ ...secret, Tags: '[]' }, kms('secret/keyfleet/ops')]],
  },
  sts: {
    AssumeRole: [
      [{ RoleArn: `acs:ram::${account}:role/none`, RoleSessionName: 'me' }, `acs:ram::${account}:role/none`],
    ],
    GetCallerIdentity: [],
  },
  ess: {
    DescribeLifecycleActions: [[{ ...here, ScalingActivityId: 'asa-none' }, ess('scalinggroup/*')]],
    CompleteLifecycleAction: [
      [{ ...here, LifecycleHookId: 'ash-none', LifecycleActionToken: 't' }, ess('scalinggroup/*')],
    ],
    CreateScalingConfiguration: [[{ ...here, ScalingGroupId: 'asg-1' }, anything]],
    DeleteScalingConfiguration: [[{ ScalingConfigurationId: 'asc-none' }, anything]],
    DescribeScalingConfigurations: [[here, anything]],
    DescribeScalingInstances: [[here, anything]],
    EnterStandby: [[{ ScalingGroupId: 'asg-1', 'InstanceIds.1': 'i-1' }, ess('scalinggroup/asg-1')]],
    ExitStandby: [[{ ...here, ScalingGroupId: 'asg-1', 'InstanceIds.1': 'i-1' }, ess('scalinggroup/asg-1')]],
  },
};
