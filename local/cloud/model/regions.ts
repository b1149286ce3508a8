/**
 * Regions in which ECS and SWAS answer. Source: ECS 2014-05-26 DescribeRegions, public regions; choice: SWAS, which is
 * offered in a subset, accepts the same.
 */
export const regions: readonly string[] = `
  cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-hangzhou
  cn-shanghai cn-nanjing cn-fuzhou cn-shenzhen cn-heyuan cn-guangzhou
  cn-chengdu cn-hongkong cn-wuhan-lr ap-southeast-1 ap-southeast-3 ap-southeast-5
  ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 us-east-1 us-west-1
  na-south-1 eu-west-1 eu-central-1 me-east-1 me-central-1 ap-southeast-8
  cn-zhongwei cn-beijing-finance-1 cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-north-2-gov-1
`
  .trim()
  .split(/\s+/);

/** Where an ENS instance is when nothing else is said. ENS calls name no region: one endpoint serves all edge nodes. */
export const defaultEdgeRegion = 'cn-hangzhou-44';

/** Region id as it appears for an ENS edge node, such as `cn-hangzhou-44` or `cn-beijing-telecom`. */
export const edgeRegionPattern = /^[a-z]{2}-[a-z0-9-]{2,40}$/;
