import type { Api } from '../cloud/rpc.ts';

/**
 * Key Management Service, whose calls name no region: the endpoint does.
 * Source: Kms 2016-01-20, service regions.
 */
export function kmsApi(regionId: string): Api {
  return { name: 'kms', version: '2016-01-20', endpoint: () => `kms.${regionId}.aliyuncs.com` };
}
