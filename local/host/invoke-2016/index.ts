import { HostError } from '../errors.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { isAsync, readDelay, readTaskId } from '../http/async-headers.ts';
import { createSecretLookup, toSignedRequest } from '../http/caller.ts';
import { entityTooLarge, type HostRequest, type HostResponse, MAX_ASYNC_PAYLOAD_BYTES } from '../http/request.ts';
import type { InvokeApiOptions } from '../invoke-api.ts';
import { requirePermission } from '../invoke-permission.ts';
import { toInvokeResponse } from '../invoke-response.ts';
import { verifyFcSignature } from './signature.ts';

const INVOCATIONS =
  /^\/2016-08-15\/services\/([A-Za-z_][\w-]{0,127})(?:\.([\w-]{1,128}))?\/functions\/([\w-]+)\/invocations$/;
const taskIdHeader = 'x-fc-stateful-async-invocation-id';

/** Whether a path belongs to the API of Function Compute 2.0. */
export function isInvoke2016Path(rawPath: string): boolean {
  return rawPath.startsWith('/2016-08-15/');
}

/** The error body of this API. Source: Function Compute 2016-08-15, error codes, as its client fc2 2.6.6 reads it. */
export function invoke2016ErrorBody({ code, message }: HostError): object {
  return { ErrorCode: code, ErrorMessage: message };
}

/**
 * FC 2016-08-15 InvokeFunction, for accounts still on Function Compute 2.0, synchronous and asynchronous.
 * Choice: functions of `s.yaml` belong to no service, so every service has all of them.
 * @throws HostError 404 `FunctionNotFound`, 400 `PathNotSupported` or `EntityTooLarge`, and what the signature's check has
 */
export async function answerInvoke2016(request: HostRequest, options: InvokeApiOptions): Promise<HostResponse> {
  const { cloud, functions, now, invokeAsync } = options;
  const accessKeyId = verifyFcSignature(toSignedRequest(request), {
    secretOf: createSecretLookup(cloud),
    nowMs: now(),
  });
  const { hosted, service, qualifier } = findFunction(request, functions);
  requirePermission(accessKeyId, `services/${service}/functions/${hosted.spec.functionName}`, hosted, cloud);
  const call = { requestId: request.requestId, qualifier };
  if (!isAsync(request)) {
    return toInvokeResponse(await hosted.invoke(request.body, call));
  }
  if (request.body.length > MAX_ASYNC_PAYLOAD_BYTES) throw entityTooLarge(MAX_ASYNC_PAYLOAD_BYTES);
  const taskId = readTaskId(request, taskIdHeader);
  const task = taskId === undefined ? {} : { taskId };
  invokeAsync(hosted, request.body, { ...call, ...task, delaySeconds: readDelay(request) });
  // A task's id is the caller's; a call that is no task has none. Source: fc2 2.6.6 on stateful asynchronous invocation.
  return { status: 202, headers: taskId === undefined ? {} : { [taskIdHeader]: taskId }, body: '' };
}

function findFunction({ method, rawPath }: HostRequest, functions: readonly HostedFunction[]) {
  const [, service, qualifier = 'LATEST', name] = INVOCATIONS.exec(rawPath) ?? [];
  if (method !== 'POST' || service === undefined || name === undefined) {
    throw new HostError(400, 'PathNotSupported', `'${method}' against '${rawPath}' is not supported`);
  }
  const hosted = functions.find(({ spec }) => spec.functionName === name);
  if (hosted) return { hosted, service, qualifier };
  throw new HostError(404, 'FunctionNotFound', `function '${name}' does not exist in service '${service}'`);
}
