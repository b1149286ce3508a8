import { SignatureError, verifyAcs3 } from '../signature/acs3.ts';
import type { AsyncInvoker } from './async/async-invoker.ts';
import { HostError } from './errors.ts';
import type { HostCloud } from './host-cloud.ts';
import type { HostedFunction } from './hosted-function.ts';
import { isAsync, readDelay, readTaskId } from './http/async-headers.ts';
import { createSecretLookup, toSignedRequest } from './http/caller.ts';
import { entityTooLarge, type HostRequest, type HostResponse, MAX_ASYNC_PAYLOAD_BYTES } from './http/request.ts';
import { requirePermission } from './invoke-permission.ts';
import { toInvokeResponse } from './invoke-response.ts';

const INVOCATIONS = /^\/2023-03-30\/functions\/([\w-]+)\/invocations$/;

/** What the invoke API needs besides the request. */
export type InvokeApiOptions = {
  readonly functions: readonly HostedFunction[];
  readonly cloud: HostCloud;
  readonly now: () => number;
  /** Takes over a call that the client does not wait for. */
  readonly invokeAsync: AsyncInvoker['invoke'];
};

/** Whether a path belongs to the API of Function Compute 3.0. */
export function isInvokeApiPath(rawPath: string): boolean {
  return rawPath.startsWith('/2023-03-30/');
}

/**
 * FC 2023-03-30 InvokeFunction, synchronous and asynchronous. A function's own error is HTTP 200 with
 * `x-fc-error-type`, as on the platform.
 * @throws HostError 404 `FunctionNotFound` or `PathNotSupported`, 403 for a refused signature or permission, 409 for a
 * task that was taken before, 400 `EntityTooLarge` or `InvalidArgument`.
 */
export async function answerInvokeApi(request: HostRequest, options: InvokeApiOptions): Promise<HostResponse> {
  const accessKeyId = verifyCaller(request, options);
  const hosted = findFunction(request, options.functions);
  requirePermission(accessKeyId, `functions/${hosted.spec.functionName}`, hosted, options.cloud);
  const qualifier = new URLSearchParams(request.rawQuery).get('qualifier') ?? 'LATEST';
  const call = { requestId: request.requestId, qualifier };
  if (!isAsync(request)) {
    return toInvokeResponse(await hosted.invoke(request.body, call));
  }
  if (request.body.length > MAX_ASYNC_PAYLOAD_BYTES) throw entityTooLarge(MAX_ASYNC_PAYLOAD_BYTES);
  const taskId = readTaskId(request, 'x-fc-async-task-id') ?? request.requestId;
  options.invokeAsync(hosted, request.body, { ...call, taskId, delaySeconds: readDelay(request) });
  return { status: 202, headers: { 'x-fc-async-task-id': taskId }, body: '' };
}

/** Returns the access key that signed. */
function verifyCaller(request: HostRequest, { cloud, now }: InvokeApiOptions): string {
  try {
    return verifyAcs3(toSignedRequest(request), { secretOf: createSecretLookup(cloud), now: now() }).accessKeyId;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new HostError(403, FC_CODES[error.code] ?? error.code, error.message);
  }
}

/** Source: Function Compute 2023-03-30, error codes: its own names for two refusals that other products name otherwise. */
const FC_CODES: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'SignatureNotMatch',
  'InvalidAccessKeyId.NotFound': 'InvalidAccessKeyID',
};

function findFunction({ method, rawPath }: HostRequest, functions: readonly HostedFunction[]): HostedFunction {
  const name = INVOCATIONS.exec(rawPath)?.[1];
  if (method !== 'POST' || name === undefined) {
    throw new HostError(400, 'PathNotSupported', `'${method}' against '${rawPath}' is not supported`);
  }
  const hosted = functions.find(({ spec }) => spec.functionName === name);
  if (!hosted) throw new HostError(404, 'FunctionNotFound', `function '${name}' does not exist.`);
  return hosted;
}
