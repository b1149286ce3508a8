import type { FunctionSpec } from '../spec.ts';

/** Base addresses of what replaces the platform. */
export type Places = { readonly cloudUrl: string; readonly hostUrl: string };

/**
 * The environment of a function's process: its own variables, what the platform sets, and where the cloud and the host
 * are.
 * Nothing is taken over from the host's own environment, so no credential of the developer reaches a function.
 * Source: Function Compute, environment variables: `FC_*` are set by the platform.
 */
export function createEnvironment(spec: FunctionSpec, { cloudUrl, hostUrl }: Places): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/tmp',
    FC_FUNC_CODE_PATH: `${spec.codeDir}/`,
    FC_FUNCTION_NAME: spec.functionName,
    FC_FUNCTION_HANDLER: spec.handler,
    FC_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    FC_REGION: spec.region,
    ...spec.environment,
    KEYFLEET_ENDPOINT: cloudUrl,
    KEYFLEET_FC_ENDPOINT: hostUrl,
  };
}
