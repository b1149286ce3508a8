import { patient } from '../time-limits.ts';
import { type Constructor, type Fields, load } from './load.ts';

/** The generic clients, for which a product needs no package of its own. */
export type CoreName = '@alicloud/openapi-core' | '@alicloud/openapi-client';

interface Core {
  default: Constructor<{ callApi(params: object, request: object, runtime: object): Promise<{ body: unknown }> }>;
  $OpenApiUtil: Record<'Config' | 'Params' | 'OpenApiRequest', Constructor>;
}

/** Calls any action by one of them: the same parameters for both, in classes of their own. */
export function createCallApi(module: CoreName, config: Fields) {
  const loaded = load(module) as Core & Core['$OpenApiUtil'];
  const { Config, Params, OpenApiRequest } = loaded.$OpenApiUtil ?? loaded;
  const client = new loaded.default(new Config({ protocol: 'HTTP', ...patient, ...config }) as Fields);
  const how = { protocol: 'HTTP', pathname: '/', method: 'POST', authType: 'AK', style: 'RPC' };
  return async (version: string, action: string, request: { query?: Fields; body?: Fields }): Promise<unknown> => {
    const params = new Params({ ...how, version, action, reqBodyType: 'formData', bodyType: 'json' });
    return (await client.callApi(params, new OpenApiRequest(request), {})).body;
  };
}
