import * as coreModule from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { PATIENCE_MS } from '../../time-limits.ts';

/** Under ES modules the CommonJS client's default export stands one level deeper. */
const CoreClient =
  (coreModule.default as unknown as { default?: typeof coreModule.default }).default ?? coreModule.default;
const { Config, Params, OpenApiRequest } = coreModule.$OpenApiUtil;
const how = { protocol: 'HTTP', pathname: '/', method: 'POST', authType: 'AK', style: 'RPC' };

/** Calls ECS as the vendor's core does, and gives back what it throws instead of throwing it. */
export async function callCore(
  cloud: LocalCloud,
  action: string,
  query: Record<string, string>,
  timeoutMs = PATIENCE_MS,
): Promise<{ statusCode?: number; body?: Record<string, unknown>; error?: unknown }> {
  const { accessKeyId, accessKeySecret } = cloud;
  const endpoint = new URL(cloud.url).host;
  const client = new CoreClient(new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP' }));
  const params = new Params({ ...how, action, version: '2014-05-26', reqBodyType: 'formData', bodyType: 'json' });
  const runtime = new RuntimeOptions({ readTimeout: timeoutMs, connectTimeout: timeoutMs });
  try {
    return await client.callApi(params, new OpenApiRequest({ query }), runtime);
  } catch (error) {
    return { error };
  }
}
