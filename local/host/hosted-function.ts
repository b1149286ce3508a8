import { evaluate } from '../cloud/ram/evaluate.ts';
import type { PolicyDocument } from '../cloud/ram/policy.ts';
import type { HostCloud } from './host-cloud.ts';
import { type ContextCredentials, createContext } from './runtime/context.ts';
import { createEnvironment } from './runtime/environment.ts';
import type { Outcome } from './runtime/outcome.ts';
import { createPool } from './runtime/pool.ts';
import type { FunctionSpec } from './spec.ts';

/** One invocation: its request id, and what an asynchronous or qualified call adds. */
export type Call = { readonly requestId: string; readonly qualifier?: string; readonly retryCount?: number };

/** A function that can be invoked. */
export type HostedFunction = {
  readonly spec: FunctionSpec;
  /** Whether the policy of its role allows this; a function without a role may do nothing. */
  mayDo(action: string, resource: string): boolean;
  invoke(event: Buffer, call: Call): Promise<Outcome>;
  close(): Promise<void>;
};

export type HostedFunctionOptions = {
  readonly cloud: HostCloud;
  /** Base address of the host, once it listens. */
  readonly hostUrl: () => string;
  /** What the function's role may do; undefined for a function without one. */
  readonly policy: PolicyDocument | undefined;
  /** Processes of one function at most. */
  readonly maxInstances: number;
  readonly log: (line: string) => void;
};

/** Makes a function of `s.yaml` invocable, with fresh credentials of its role for every invocation. */
export function hostFunction(spec: FunctionSpec, options: HostedFunctionOptions): HostedFunction {
  const { cloud, hostUrl, policy, maxInstances, log } = options;
  const logLine = (line: string) => log(`${spec.resource} | ${line}`);
  const environment = () => createEnvironment(spec, { cloudUrl: cloud.url, hostUrl: hostUrl() });
  const pool = createPool(spec, { environment, maxInstances, log: logLine });
  return {
    spec,
    mayDo: (action, resource) => evaluate(policy ?? 'none', action, [resource]) === 'allowed',
    invoke: async (event, call) => {
      const credentials = createCredentials(spec, policy, cloud);
      const outcome = await pool.invoke(
        event,
        createContext(spec, { ...call, accountId: cloud.accountId, credentials }),
      );
      if (!outcome.ok) logLine(`${call.requestId} ${outcome.errorType}: ${outcome.body.errorMessage}`);
      return outcome;
    },
    close: () => pool.close(),
  };
}

function createCredentials(
  { roleName }: FunctionSpec,
  policy: PolicyDocument | undefined,
  { principals }: HostCloud,
): ContextCredentials {
  if (roleName === undefined || policy === undefined) return {};
  const { accessKeyId, accessKeySecret, securityToken } = principals.assumeRole({ roleName, policy });
  return { accessKeyId, accessKeySecret, securityToken };
}
