import { randomBytes } from 'node:crypto';
import type { FunctionSpec } from '../spec.ts';

/** Temporary credentials of a role. */
export type RoleCredentials = {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
};

/** What the context carries: the credentials of the function's role, empty for a function without one. */
export type ContextCredentials = RoleCredentials | Record<string, never>;

/**
 * The data of a handler's second argument; the runtime adds `logger`. `memory` is MB, `timeout` seconds.
 * Source: Function Compute, Node.js context; shape as dumped on the real runtime by the Hono adapter for FC 3.0.
 */
export type InvocationContext = {
  readonly requestId: string;
  readonly credentials: ContextCredentials;
  readonly function: {
    readonly name: string;
    readonly handler: string;
    readonly memory: number;
    readonly timeout: number;
  };
  readonly service: { readonly logProject: string; readonly logStore: string; readonly qualifier: string };
  readonly region: string;
  readonly accountId: string;
  readonly retryCount: number;
  readonly tracing: { readonly openTracingSpanBaggages: Record<string, string> };
};

/** What of the context changes from one invocation to the next. */
export type InvocationFacts = {
  readonly requestId: string;
  readonly accountId: string;
  readonly credentials: ContextCredentials;
  /** Default `LATEST`. */
  readonly qualifier?: string;
  /** How many times this asynchronous event was tried before; default 0. */
  readonly retryCount?: number;
};

/** The context of one invocation of a function. */
export function createContext(spec: FunctionSpec, facts: InvocationFacts): InvocationContext {
  return {
    requestId: facts.requestId,
    credentials: facts.credentials,
    function: {
      name: spec.functionName,
      handler: spec.handler,
      memory: spec.memoryMb,
      timeout: spec.timeoutSeconds,
    },
    service: { logProject: '', logStore: '', qualifier: facts.qualifier ?? 'LATEST' },
    region: spec.region,
    accountId: facts.accountId,
    retryCount: facts.retryCount ?? 0,
    tracing: { openTracingSpanBaggages: {} },
  };
}

/** A request id in the platform's form: `1-<time>-<random>-<random>`, hexadecimal. */
export function createRequestId(nowMs: number): string {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return `1-${Math.floor(nowMs / 1000).toString(16)}-${hex(4)}-${hex(6)}`;
}
