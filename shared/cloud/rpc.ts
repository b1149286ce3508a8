import type { CoreCall, CoreClient, Credentials } from './core.ts';
import { createPace } from './pace.ts';
import { chooseRate, type Quotas } from './quotas.ts';
import { type Patience, repeat, sendOnce } from './send.ts';

export type { Deadlines } from './send.ts';

/** One API of the cloud: how its calls are addressed. */
export interface Api {
  /** Short name, e.g. `ecs`. */
  readonly name: string;
  /** RPC version, e.g. `2014-05-26`. */
  readonly version: string;
  /** Sent as `RegionId` with every call, for an API whose region is otherwise in the host name alone. */
  readonly regionId?: string;
  /** Whether parameters travel in the body, so that none is in a request line. Default: in the query. */
  readonly inBody?: boolean;
  /** Host name that serves the region. */
  endpoint(regionId: string | undefined): string;
}

/** Performs one RPC action and returns its JSON body as it came. Throws {@link CloudError}. */
export type RpcCall = <Body>(action: string, parameters: Parameters, method?: 'GET' | 'POST') => Promise<Body>;

/** Binds calls to an API. */
export type Cloud = (api: Api) => RpcCall;

type Parameters = Readonly<Record<string, unknown>>;

/** What every call of one invocation shares. */
export interface CloudAccess extends Patience {
  readonly credentials: Credentials;
  /** Base address that replaces every real endpoint, e.g. `http://127.0.0.1:4510`. */
  readonly endpoint?: string | undefined;
  /** Quotas that are known; every other is learnt. */
  readonly quotas?: Quotas | undefined;
}

/**
 * Opens the cloud for one invocation and returns the function that binds calls to an API. Calls are paced per
 * API, region and action. Reads and tags are repeated when their answer is lost; another write is not, because it
 * may have been applied: its caller reads back first.
 */
export function openCloud(access: CloudAccess): Cloud {
  const { clock, quotas = new Map() } = access;
  const pace = createPace(clock, (key) => chooseRate(quotas, key.split(' ')[0] ?? '', clock.random));
  const clients = new Map<string, CoreClient>();
  /** Loading the SDK core is half of a cold start, so it is imported by the first call. */
  const sendTo = async (baseUrl: string, call: CoreCall): Promise<object> => {
    const { createCoreClient, send } = await import('./core.ts');
    const client = clients.get(baseUrl) ?? createCoreClient(baseUrl, access.credentials);
    clients.set(baseUrl, client);
    const body = await send(client, call);
    if (typeof body !== 'object' || body === null) throw new Error('the answer is not a JSON object');
    return body;
  };
  return (api) =>
    async <Body>(action: string, given: Parameters, method: 'GET' | 'POST' = 'POST') => {
      const parameters = api.regionId === undefined ? given : { RegionId: api.regionId, ...given };
      const regionId = typeof parameters.RegionId === 'string' ? parameters.RegionId : undefined;
      const baseUrl = access.endpoint ?? `https://${api.endpoint(regionId)}`;
      const call = { version: api.version, action, method, parameters, inBody: api.inBody };
      const key = `${api.name}.${action} ${regionId ?? ''}`;
      const { writesMs, readsMs } = access.deadlines;
      const sendPaced = () =>
        pace(key, isRepeatable(action) ? readsMs : writesMs, () =>
          sendOnce(action, () => sendTo(baseUrl, call), access),
        );
      return (isRepeatable(action) ? await repeat(sendPaced, access) : await sendPaced()) as Body;
    };
}

/** Safe to repeat. */
function isRepeatable(action: string): boolean {
  return /^(Describe|List|Get|TagResources|UntagResources)/.test(action);
}
