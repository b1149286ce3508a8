import type { LocalCloud, PolicyDocument } from '@keyfleet/local-cloud';
import type { Clock } from '../../../../shared/cloud/clock.ts';
import { openCloud } from '../../../../shared/cloud/rpc.ts';
import { type Invocation, startInvocation } from '../../../../shared/runtime/invocation.ts';
import { contextFor } from '../../../stack.ts';

/** How a scene's function is deployed. */
export interface Deployment {
  /** What the function's role may do. Default everything. */
  readonly policy?: PolicyDocument;
  /** Environment variables of the function, beside the endpoint. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The function's time limit. Default 300. */
  readonly timeoutSeconds?: number;
  /** How long functions wait for an answer while faults are in force. Default as long as ever. */
  readonly callTimeoutMs?: number;
}

/** An invocation of the function, as the platform starts one for every request. */
export function invocationOf(cloud: LocalCloud, clock: Clock, deployment: Deployment): Invocation {
  const { policy, environment, timeoutSeconds = 300, callTimeoutMs } = deployment;
  const context = contextFor(cloud, timeoutSeconds);
  const credentials = policy
    ? cloud.principals.assumeRole({ roleName: 'keyfleet-rotate', policy })
    : { accessKeyId: cloud.accessKeyId, accessKeySecret: cloud.accessKeySecret };
  const started = startInvocation({ ...context, credentials }, { ...environment, KEYFLEET_ENDPOINT: cloud.url }, clock);
  if (callTimeoutMs === undefined || cloud.faults.list().length === 0) return started;
  const { deadlines } = started;
  return { ...started, cloud: openCloud({ credentials, endpoint: cloud.url, clock, deadlines, callTimeoutMs }) };
}
