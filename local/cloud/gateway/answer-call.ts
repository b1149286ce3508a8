import type { SignedRequest } from '../../signature/acs3.ts';
import type { Action, AnswerBody } from '../action/action.ts';
import { findRefused, notEmulated } from '../action/left-out.ts';
import type { Product } from '../action/product.ts';
import { CloudError, type Refusal } from '../action/refusal.ts';
import { prevent } from '../disturbances/faults/prevent.ts';
import { spoil, spoilFields } from '../disturbances/faults/spoil.ts';
import { requireAction, requireResources } from '../ram/authorize.ts';
import type { State } from '../state.ts';
import { type Answer, refusalAnswer, successAnswer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { type Call, readCall } from './call.ts';
import { latencyOf } from './latency.ts';
import { recordCall } from './record-call.ts';
import { gatewayRefusals } from './refusals.ts';

/**
 * Answers one API call: checks product and action, signature, quota, permission, parameters and permission on the
 * resources, then runs the action. Recorded whether it succeeds or not.
 * Source: the gateway's table of common errors, whose rows go from the API over the access key, the date and the nonce
 * to the signature. Choice: that the rows are in the order of the checks; and the order of what follows.
 */
export async function answerCall(state: State, request: SignedRequest): Promise<Answer> {
  const call = readCall(request, state.cloud.ids.requestId());
  try {
    const body = await perform(state, call);
    recordCall(state, call, { body });
    const fields = call.fault ? spoilFields(body, call.fault) : body;
    return onItsWay(state, call, successAnswer(call, fields));
  } catch (error) {
    const refusal = error instanceof CloudError ? error.refusal : unexpected(error);
    return refuse(state, call, refusal);
  }
}

/** Answers and records a request that was refused before it could be read. */
export function refuseRequest(state: State, request: SignedRequest, refusal: Refusal): Answer {
  return refuse(state, readCall(request, state.cloud.ids.requestId()), refusal);
}

function refuse(state: State, call: Call, refusal: Refusal): Answer {
  recordCall(state, call, { refusal });
  return onItsWay(state, call, refusalAnswer(call, refusal), refusal);
}

/** The answer as it reaches the caller: spoiled by a fault, and delayed. */
function onItsWay(state: State, call: Call, answer: Answer, refusal?: Refusal): Answer {
  const spoiled = call.fault ? spoil(answer, call.fault) : answer;
  return { ...spoiled, delayMs: (spoiled.delayMs ?? 0) + latencyOf(state.settings, call, refusal) };
}

async function perform(state: State, call: Call): Promise<AnswerBody> {
  if (call.request.path !== '/' || !/^(GET|POST)$/.test(call.request.method)) {
    throw new CloudError(gatewayRefusals.unknownApi);
  }
  const { product, action } = findAction(call);
  const principal = authenticate(state, call);
  disturb(state, call, product);
  state.quotas.take(product, call);
  requireAction(state, call, product);
  refuseLeftOut(call, product);
  const prepared = action.prepare(withRegion(call, product), product.dialect);
  requireResources(state, call, product, prepared);
  const run = () => prepared.run(state.cloud, { principal, principals: state.principals });
  const clientToken = call.parameters.get('ClientToken');
  if (!action.idempotent || !clientToken) return run();
  const token = [call.principal?.accessKeyId, product.name, clientToken].join('\n');
  return state.clientTokens.once(token, fingerprintOf(call), run);
}

/** A filter that is read past would answer too much. */
function refuseLeftOut({ actionName = '', parameters }: Call, { leftOut }: Product): void {
  const refused = findRefused(parameters, leftOut[actionName]);
  if (refused !== undefined) throw new CloudError(notEmulated(refused));
}

function withRegion({ parameters, request }: Call, { regionInHost }: Product): Call['parameters'] {
  const regionId = parameters.has('RegionId') ? undefined : regionInHost?.(String(request.headers.host ?? ''));
  return regionId === undefined ? parameters : new Map([...parameters, ['RegionId', regionId]]);
}

/** Choices: faults disturb calls of known principals only, before quotas; quotas count calls that are then denied. */
function disturb(state: State, call: Call, product: Product): void {
  const fault = state.faults.next(call);
  if (!fault) return;
  call.fault = fault;
  prevent(fault, product);
}

function findAction({ version, actionName, product }: Call): { product: Product; action: Action } {
  if (!actionName) throw new CloudError(gatewayRefusals.missing('Action'));
  if (!version) throw new CloudError(gatewayRefusals.missing('Version'));
  if (!product) throw new CloudError(gatewayRefusals.unknownVersion);
  const action = Object.hasOwn(product.actions, actionName) ? product.actions[actionName] : undefined;
  if (!action) throw new CloudError(gatewayRefusals.unknownAction);
  return { product, action };
}

function fingerprintOf({ actionName, parameters }: Call): string {
  return JSON.stringify([actionName, [...parameters].toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** A fault of the local cloud itself: told on standard error, never in the answer. */
function unexpected(error: unknown): Refusal {
  console.error(error);
  return gatewayRefusals.internal;
}
