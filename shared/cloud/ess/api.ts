import type { Api } from '../rpc.ts';

/** Regions that the service's first host serves. Source: Ess 2022-02-22, endpoint map of its SDK. */
const CENTRAL: readonly string[] = [
  'cn-qingdao',
  'cn-beijing',
  'cn-hangzhou',
  'cn-shanghai',
  'cn-shenzhen',
  'cn-hongkong',
  'ap-southeast-1',
  'us-east-1',
  'us-west-1',
];

/** Auto Scaling. Source: Ess 2022-02-22; its lists are flat, unlike those of 2014-08-28. */
export const essApi: Api = {
  name: 'ess',
  version: '2022-02-22',
  endpoint: (regionId = 'cn-hangzhou') =>
    CENTRAL.includes(regionId) ? 'ess.aliyuncs.com' : `ess.${regionId}.aliyuncs.com`,
};
