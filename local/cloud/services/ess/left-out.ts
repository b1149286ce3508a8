import type { LeftOut } from '../../action/left-out.ts';

/** Newest client: `alibabacloud_ess20220222` 1.13.3 of PyPI. */
export const essLeftOut: LeftOut = {
  CreateScalingConfiguration: {
    harmless: `
      Affinity Cpu CreditSpecification CustomPriorities DataDisks DedicatedHostClusterId DedicatedHostId
      DeletionProtection DeploymentSetId HostName HpcClusterId HttpEndpoint HttpTokens ImageFamily ImageName
      ImageOptions InstanceDescription InstanceName InstancePatternInfos InstanceTypeCandidateOptions
      InstanceTypeOverrides InstanceTypes InternetChargeType InternetMaxBandwidthIn InternetMaxBandwidthOut
      IoOptimized Ipv6AddressCount LoadBalancerWeight Memory NetworkInterfaces Password PasswordInherit
      PrivatePoolOptions RamRoleName ResourceGroupId ResourcePoolOptions SchedulerOptions
      SecurityEnhancementStrategy SecurityGroupId SecurityGroupIds SecurityOptions SpotDuration
      SpotInterruptionBehavior SpotPriceLimits SpotStrategy StorageSetId StorageSetPartitionNumber SystemDisk
      SystemDiskCategories Tags Tenancy UserData ZoneId
    `,
  },
  DescribeScalingInstances: { refused: 'CreationType CreationTypes ScalingActivityId ScalingConfigurationId' },
};
