import { expect, it } from 'vitest';
import { essApi } from '../../../../shared/cloud/ess/api.ts';

/** Source: Ess 2022-02-22, endpoint map of its SDK. */
it.each([
  ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-hongkong'].map((region) => [
    region,
    'ess.aliyuncs.com',
  ]),
  ...['ap-southeast-1', 'us-east-1', 'us-west-1'].map((region) => [region, 'ess.aliyuncs.com']),
  ['cn-chengdu', 'ess.cn-chengdu.aliyuncs.com'],
  ['eu-central-1', 'ess.eu-central-1.aliyuncs.com'],
])('Auto Scaling of %s is asked at %s', (region, host) => {
  expect(essApi.endpoint(region)).toBe(host);
});
