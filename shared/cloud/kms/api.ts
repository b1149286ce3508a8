import type { Api } from '../rpc.ts';

/**
 * Key Management Service of one region, which the endpoint names. `RegionId` is sent as well, as the vendor's older
 * clients do with every RPC call, for a cloud that serves all regions at one address. Secret values are parameters, and
 * request lines end up in logs of gateways and proxies: all travels in the body.
 * Source: Kms 2016-01-20, service regions; alibaba-cloud-sdk-go, composer of RPC signatures.
 */
export function kmsApi(regionId: string): Api {
  return {
    name: 'kms',
    version: '2016-01-20',
    regionId,
    inBody: true,
    endpoint: () => `kms.${regionId}.aliyuncs.com`,
  };
}
