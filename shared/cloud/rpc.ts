import type { Clock } from './clock.ts';
import { CALL_TIMEOUT_MS, type CoreCall, type CoreClient, type Credentials, createCoreClient, send } from './core.ts';
import { CloudError, toCloudError } from './errors.ts';
import { backoffMs, createPace } from './pace.ts';
import { chooseRate, type Quotas } from './quotas.ts';

/** One API of the cloud: how its calls are addressed. */
export interface Api {
  /** Short name, e.g. `ecs`. */
  readonly name: string;
  /** RPC version, e.g. `2014-05-26`. */
  readonly version: string;
  /** Host name that serves the region. */
  endpoint(regionId: string | undefined): string;
}

/** Performs one RPC action and returns its JSON body as it came. Throws {@link CloudError}. */
export type RpcCall = <Body>(action: string, parameters: Parameters, method?: 'GET' | 'POST') => Promise<Body>;

type Parameters = Readonly<Record<string, unknown>>;

/** What every call of one invocation shares. */
export interface CloudAccess {
  readonly credentials: Credentials;
  /** Base address that replaces every real endpoint, e.g. `http://127.0.0.1:4510`. */
  readonly endpoint?: string | undefined;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** Quotas that are known; every other is learnt. */
  readonly quotas?: Quotas | undefined;
  /** How long one answer is waited for at most. Default 10 s. */
  readonly callTimeoutMs?: number | undefined;
}

/** Moments in milliseconds since the epoch. */
export interface Deadlines {
  /** From here on no change is started, so that there is time to read back what the last ones did. */
  readonly writesMs: number;
  /** From here on no call is started at all. */
  readonly readsMs: number;
  /** From here on no answer is waited for. */
  readonly answersMs: number;
}

const TRIES = 4;

/**
 * Opens the cloud for one invocation and returns the function that binds calls to an API. Calls are paced per
 * API, region and action. Reads and tags are repeated when their answer is lost; another write is not, because it
 * may have been applied: its caller reads back first.
 */
export function openCloud(access: CloudAccess): (api: Api) => RpcCall {
  const { clock, quotas = new Map() } = access;
  const pace = createPace(clock, (key) => chooseRate(quotas, key.split(' ')[0] ?? '', clock.random));
  const clients = new Map<string, CoreClient>();
  const clientOf = (baseUrl: string) => {
    const client = clients.get(baseUrl) ?? createCoreClient(baseUrl, access.credentials);
    clients.set(baseUrl, client);
    return client;
  };
  return (api) =>
    async <Body>(action: string, parameters: Parameters, method: 'GET' | 'POST' = 'POST') => {
      const regionId = typeof parameters.RegionId === 'string' ? parameters.RegionId : undefined;
      const client = clientOf(access.endpoint ?? `https://${api.endpoint(regionId)}`);
      const call = { version: api.version, action, method, parameters };
      const key = `${api.name}.${action} ${regionId ?? ''}`;
      const { writesMs, readsMs } = access.deadlines;
      const sendPaced = () =>
        pace(key, isRepeatable(action) ? readsMs : writesMs, () => sendOnce(client, call, access));
      return (isRepeatable(action) ? await repeat(sendPaced, access) : await sendPaced()) as Body;
    };
}

async function sendOnce(client: CoreClient, call: CoreCall, access: CloudAccess): Promise<object> {
  const { clock, deadlines, callTimeoutMs = CALL_TIMEOUT_MS } = access;
  const timeoutMs = Math.max(1, Math.min(callTimeoutMs, deadlines.answersMs - clock.now()));
  try {
    const body = await clock.during(withinTime(timeoutMs, send(client, call)));
    if (typeof body !== 'object' || body === null) throw new Error('the answer is not a JSON object');
    return body;
  } catch (error) {
    throw toCloudError(call.action, error);
  }
}

/** The core cannot be aborted, and its read timer sometimes never fires (httpx 2.3.3), so we stop listening ourselves. */
async function withinTime<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { name: 'RequestTimeoutError' })), timeoutMs);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

async function repeat<T>(sendPaced: () => Promise<T>, { clock }: CloudAccess): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await sendPaced();
    } catch (error) {
      const lasting = !(error instanceof CloudError) || error.fate === 'refused' || error.fate === 'deadline';
      if (lasting || failures + 1 >= TRIES) throw error;
      await clock.sleep(backoffMs(failures, clock));
    }
  }
}

/** Twice is as once. */
function isRepeatable(action: string): boolean {
  return /^(Describe|List|Get|TagResources|UntagResources)/.test(action);
}
