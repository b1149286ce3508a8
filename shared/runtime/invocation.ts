import { type Clock, systemClock } from '../cloud/clock.ts';
import type { Credentials } from '../cloud/core.ts';
import { type Cloud, type Deadlines, openCloud } from '../cloud/rpc.ts';
import { ConfigurationError } from '../errors.ts';
import { createInvokeLater, type InvokeLater } from './invoke-later.ts';
import { type Environment, readSettings } from './settings.ts';

/**
 * What Function Compute passes beside the event, as far as we read it.
 * Source: Function Compute 3.0, Node.js runtime, context.
 */
export interface Context {
  readonly requestId: string;
  /** Temporary credentials of the function's role, new with every invocation; empty without a role. */
  readonly credentials: Partial<Credentials>;
  readonly function: { readonly name: string /** Seconds. */; readonly timeout: number };
  readonly accountId?: string;
  readonly region?: string;
}

/** What one invocation works with. Instances are reused, so nothing of it outlives the invocation. */
export interface Invocation {
  readonly requestId: string;
  /** The function's own name. */
  readonly functionName: string;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** Distinct instances that one request may name. */
  readonly maxInstances: number;
  /** The account that the function belongs to; null when the platform did not say. */
  readonly accountId: string | null;
  /** The function's own region; null when the platform did not say. */
  readonly regionId: string | null;
  /** Binds calls to an API with this invocation's credentials. */
  readonly cloud: Cloud;
  /** How the function is called again by itself; null when it cannot or must not be. */
  readonly again: Again | null;
}

/** How a function leaves work to a later invocation of its own. */
export interface Again {
  readonly invoke: InvokeLater;
  /** How long the work may be left alone. */
  readonly everySeconds: number;
}

/** @throws ConfigurationError when an environment variable cannot be used. */
export function startInvocation(context: Context, environment: Environment, clock: Clock = systemClock): Invocation {
  const deadlines = deadlinesOf(clock.now(), context.function.timeout * 1000);
  const { quotas, everySeconds, maxInstances } = readSettings(environment);
  const credentials = readCredentials(context);
  const access = { endpoint: environment.KEYFLEET_ENDPOINT, clock, deadlines, quotas, credentials };
  const endpoint = functionsEndpoint(context, environment);
  const self = { functionName: context.function.name, clock, deadlines, credentials };
  return {
    requestId: context.requestId,
    functionName: context.function.name,
    clock,
    deadlines,
    maxInstances,
    accountId: context.accountId || null,
    regionId: context.region || null,
    cloud: openCloud(access),
    again: endpoint && everySeconds > 0 ? { invoke: createInvokeLater({ ...self, endpoint }), everySeconds } : null,
  };
}

/** Time is kept free at the end to read back what the last changes did, and to answer. */
function deadlinesOf(startMs: number, limitMs: number): Deadlines {
  const before = (reserveMs: number, share: number) => startMs + limitMs - Math.min(reserveMs, limitMs * share);
  return { writesMs: before(15_000, 0.4), readsMs: before(5_000, 0.2), answersMs: before(1_000, 0.1) };
}

/** Source: Function Compute 3.0, service regions. A cloud that replaces the real one has no functions of its own. */
function functionsEndpoint({ accountId, region }: Context, environment: Environment): string | null {
  const { KEYFLEET_ENDPOINT, KEYFLEET_FC_ENDPOINT } = environment;
  if (KEYFLEET_FC_ENDPOINT || KEYFLEET_ENDPOINT) return KEYFLEET_FC_ENDPOINT ?? null;
  return accountId && region ? `https://${accountId}.${region}.fc.aliyuncs.com` : null;
}

function readCredentials({ credentials }: Context): Credentials {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  if (accessKeyId && accessKeySecret) return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  throw new ConfigurationError('the function has no role, so it has no credentials: set `role` in s.yaml');
}
