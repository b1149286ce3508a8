import { HostError } from '../errors.ts';
import type { HostCloud } from '../host-cloud.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { createSecretLookup, toSignedRequest } from '../http/caller.ts';
import type { HostRequest, HostResponse } from '../http/request.ts';
import type { HttpTriggerSpec } from '../spec.ts';
import { createHttpEvent } from './http-event.ts';
import { toHttpResponse } from './http-response.ts';
import { verifyTriggerSignature } from './http-signature.ts';

/** What an HTTP trigger needs besides the request. */
export type HttpTriggerOptions = {
  readonly functions: readonly HostedFunction[];
  readonly cloud: HostCloud;
  readonly now: () => number;
};

/**
 * Answers a request to an HTTP trigger. The first segment of the path is the resource's name in `s.yaml`; on the
 * platform each trigger has a domain of its own and the path is the function's, so it is passed on whole.
 * @throws HostError 404 `FunctionNotFound`, 405 `MethodNotAllowed`, 403 for a refused signature.
 */
export async function answerHttpTrigger(request: HostRequest, options: HttpTriggerOptions): Promise<HostResponse> {
  const { hosted, trigger } = findTrigger(request, options.functions);
  requireMethod(request, trigger);
  const nowMs = options.now();
  if (trigger.triggerConfig.authType === 'function') {
    verifyTriggerSignature(toSignedRequest(request), { secretOf: createSecretLookup(options.cloud), nowMs });
  }
  const facts = { accountId: options.cloud.accountId, domainName: request.headers.host ?? 'localhost' };
  const event = createHttpEvent(request, facts, nowMs);
  return toHttpResponse(await hosted.invoke(event, { requestId: request.requestId }));
}

function findTrigger({ rawPath }: HostRequest, functions: readonly HostedFunction[]) {
  const resource = rawPath.split('/')[1];
  const hosted = functions.find(({ spec }) => spec.resource === resource);
  const trigger = hosted?.spec.triggers.find((candidate) => candidate.triggerType === 'http');
  if (hosted && trigger) return { hosted, trigger };
  throw new HostError(404, 'FunctionNotFound', `no function of s.yaml has an HTTP trigger at '${rawPath}'`);
}

/**
 * Choice: 405. A page of Function Compute 2.0 has 403 for a method that the trigger does not list, the pages of 3.0
 * are silent, and 405 is what the functions themselves answer.
 */
function requireMethod({ method }: HostRequest, { triggerConfig }: HttpTriggerSpec): void {
  if (triggerConfig.methods.some((allowed) => allowed === method)) return;
  throw new HostError(405, 'MethodNotAllowed', `expected ${triggerConfig.methods.join(', ')}, got ${method}`);
}
