import type { LeftOut } from '../../action/left-out.ts';

/** Newest client: Ecs 2014-05-26 of `@alicloud/ecs20140526` 7.11.6. */
export const ecsLeftOut: LeftOut = {
  CreateLaunchTemplate: {
    harmless: `
      SystemDisk AutoReleaseTime AutoRenew AutoRenewPeriod CreditSpecification DataDisk DeletionProtection
      DeploymentSetId Description EnableVmOsConfig HostName HttpEndpoint HttpPutResponseHopLimit HttpTokens
      ImageOptions ImageOwnerAlias InstanceChargeType InternetChargeType InternetMaxBandwidthIn
      InternetMaxBandwidthOut IoOptimized Ipv6AddressCount NetworkInterface NetworkType PasswordInherit Period
      PeriodUnit PrivateIpAddress RamRoleName ResourceGroupId SecurityEnhancementStrategy SecurityGroupId
      SecurityGroupIds SecurityOptions SpotDuration SpotPriceLimit SpotStrategy Tag UserData VSwitchId VpcId
      ZoneId TemplateResourceGroupId TemplateTag
    `,
  },
  CreateLaunchTemplateVersion: {
    harmless: `
      SystemDisk AutoReleaseTime AutoRenew AutoRenewPeriod CreditSpecification DataDisk DeletionProtection
      DeploymentSetId Description EnableVmOsConfig HostName HttpEndpoint HttpPutResponseHopLimit HttpTokens
      ImageOptions ImageOwnerAlias InstanceChargeType InternetChargeType InternetMaxBandwidthIn
      InternetMaxBandwidthOut IoOptimized Ipv6AddressCount NetworkInterface NetworkType PasswordInherit Period
      PeriodUnit PrivateIpAddress RamRoleName ResourceGroupId SecurityEnhancementStrategy SecurityGroupId
      SecurityGroupIds SecurityOptions SpotDuration SpotPriceLimit SpotStrategy Tag UserData VSwitchId VpcId
      ZoneId
    `,
  },
  DeleteInstance: { harmless: 'ForceStop' },
  DescribeRegions: { harmless: 'AcceptLanguage', refused: 'InstanceChargeType ResourceType' },
  DescribeZones: { harmless: 'AcceptLanguage Verbose', refused: 'InstanceChargeType SpotStrategy' },
  DescribeCloudAssistantStatus: {
    refused: 'PageNumber PageSize',
  },
  DescribeInstanceStatus: {
    refused: 'ClusterId',
  },
  DescribeInstances: {
    harmless: 'AdditionalAttributes NeedSaleCycle',
    refused: 'DeviceAvailable HttpEndpoint HttpPutResponseHopLimit HttpTokens',
  },
  DescribeInvocationResults: {
    refused: 'ResourceGroupId Tag',
  },
  DescribeLaunchTemplateVersions: {
    refused: 'MaxVersion MinVersion',
  },
  DescribeLaunchTemplates: {
    refused: 'TemplateResourceGroupId TemplateTag',
  },
  RunCommand: {
    harmless: 'ResourceGroupId Tag Timed',
    refused: 'ContainerId ContainerName Launcher OssOutputDelivery WindowsPasswordName',
  },
  InvokeCommand: {
    harmless: 'ResourceGroupId Tag Timed',
    refused: 'ContainerId ContainerName Launcher OssOutputDelivery WindowsPasswordName',
  },
  ListTagResources: {
    refused: 'TagFilter',
  },
  RunInstances: {
    harmless: `
      CpuOptions HibernationOptions PrivatePoolOptions SchedulerOptions SecurityOptions SystemDisk Affinity Arn
      AutoPay AutoReleaseTime AutoRenew AutoRenewPeriod ClockOptions CreditSpecification DataDisk
      DedicatedHostId DeletionProtection DeploymentSetGroupNo DeploymentSetId Description HostName HpcClusterId
      HttpEndpoint HttpPutResponseHopLimit HttpTokens ImageOptions InternetMaxBandwidthIn
      InternetMaxBandwidthOut Ipv6Address Ipv6AddressCount Isp ManagedHostId NetworkInterface
      NetworkInterfaceQueueNumber NetworkOptions Period PeriodUnit PrivateDnsNameOptions PrivateIpAddress
      RamRoleName SecurityEnhancementStrategy SpotDuration SpotInterruptionBehavior SpotPriceLimit SpotStrategy
      StorageSetId StorageSetPartitionNumber Tenancy
    `,
    refused: 'LaunchTemplateVersion ImageFamily UniqueSuffix HostNames',
  },
};
