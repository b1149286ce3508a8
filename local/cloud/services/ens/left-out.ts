import type { LeftOut } from '../../action/left-out.ts';

/** Newest client: `alibabacloud_ens20171110` 12.1.0 of PyPI; npm has none. */
export const ensLeftOut: LeftOut = {
  DescribeInstances: {
    refused: 'EnsServiceId InstanceResourceType OrderByParams VpdId VpdVSwitchId',
  },
  RunInstances: {
    harmless: `
      NetWorkId
      AutoInstallCloudAssistant AutoReleaseTime AutoRenew AutoUseCoupon BillingCycle Carrier
      CloudAssistantRegion DataDisk DeletionProtection DeploymentSetId HostName InstanceChargeStrategy
      InternetChargeType InternetMaxBandwidthOut IpType Ipv6AddressCount Period PeriodUnit PrivateIpAddress
      PublicIpIdentification ScheduleAreaLevel SchedulingPriceStrategy SchedulingStrategy SpotDuration
      SpotStrategy SystemDisk UserData VpdId VpdVSwitchIds
    `,
    refused: 'LaunchTemplateId LaunchTemplateName LaunchTemplateVersion UniqueSuffix NetDistrictCode',
  },
};
