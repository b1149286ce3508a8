import * as core from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { CALL_TIMEOUT_MS } from './send.ts';

const { $OpenApiUtil, OpenApiUtil } = core;
/** The package is CommonJS: bundled and unbundled, its default export sits at different depths. */
const Client = (core.default as unknown as { default?: typeof core.default }).default ?? core.default;

export type CoreClient = InstanceType<typeof Client>;

/** The temporary credentials of one invocation. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** One RPC call: wire names, arrays become `Name.1`, `Name.2`; absent and empty ones are not sent. */
export interface CoreCall {
  readonly version: string;
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether they travel in a form body. Default: in the query. */
  readonly inBody?: boolean | undefined;
}

/** One call of an API that is addressed by path and answers with a status: its body is JSON, its answer is not read. */
export interface PathCall {
  readonly version: string;
  readonly action: string;
  readonly pathname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * The vendor's client for one base address. It retries nothing: retrying is ours, because the core's policies sleep
 * up to 120 s and hide errors. Its connectTimeout is in truth a socket idle timeout, so it must not be below
 * readTimeout. Measured with openapi-core 1.0.8.
 */
export function createCoreClient(baseUrl: string, credentials: Credentials): CoreClient {
  const { host, protocol } = new URL(baseUrl);
  return new Client(
    new $OpenApiUtil.Config({
      ...credentials,
      endpoint: host,
      protocol: protocol === 'http:' ? 'HTTP' : 'HTTPS',
      connectTimeout: CALL_TIMEOUT_MS,
      readTimeout: CALL_TIMEOUT_MS,
    }),
  );
}

/** The client's own protocol wins. */
const COMMON = { protocol: 'HTTPS', authType: 'AK' };

/** Sends one signed call and returns the JSON body. Throws whatever the core throws. */
export async function send(client: CoreClient, { parameters, inBody, ...call }: CoreCall): Promise<unknown> {
  const how = { pathname: '/', style: 'RPC', reqBodyType: 'formData', bodyType: 'json' };
  const params = new $OpenApiUtil.Params({ ...COMMON, ...how, ...call });
  const fields = OpenApiUtil.query({ ...parameters });
  const request = new $OpenApiUtil.OpenApiRequest(inBody ? { body: fields } : { query: fields });
  const answer = await client.callApi(params, request, new $dara.RuntimeOptions({}));
  return answer.body;
}

/** Posts one signed call. Throws whatever the core throws. */
export async function post(client: CoreClient, { headers, body, ...call }: PathCall): Promise<void> {
  const how = { method: 'POST', style: 'ROA', reqBodyType: 'json', bodyType: 'string' };
  const params = new $OpenApiUtil.Params({ ...COMMON, ...how, ...call });
  const request = new $OpenApiUtil.OpenApiRequest({ headers: { ...headers }, body });
  await client.callApi(params, request, new $dara.RuntimeOptions({}));
}
