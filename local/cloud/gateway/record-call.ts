import type { AnswerBody } from '../action/action.ts';
import type { Refusal } from '../action/refusal.ts';
import { apiCallEvent, isTrailed } from '../events/action-trail.ts';
import type { State } from '../state.ts';
import type { Call } from './call.ts';
import { type CallRecord, withoutSecrets } from './calls.ts';

/** The outcome of a call: the fields of its answer, or why it was refused. */
export type Outcome = { body: AnswerBody; refusal?: undefined } | { body?: undefined; refusal: Refusal };

/** Writes a call into the log, and lets ActionTrail announce it when its caller is known and it writes. */
export function recordCall(state: State, call: Call, outcome: Outcome): void {
  const record: CallRecord = {
    time: new Date(state.now()).toISOString(),
    product: call.product?.name ?? null,
    action: call.actionName ?? null,
    status: outcome.refusal?.status ?? 200,
    code: outcome.refusal?.code ?? null,
    principal: call.principal?.name ?? null,
    requestId: call.requestId,
    ...deniedIn(outcome.refusal),
    ...(call.fault && { fault: call.fault.fault }),
    parameters: withoutSecrets(call.parameters),
  };
  state.calls.add(record);
  if (isKnown(call) && isTrailed(record)) announce(state, call, record, outcome);
}

function deniedIn(refusal?: Refusal): Pick<CallRecord, 'denied'> {
  const { AuthAction: denied } = (refusal?.detail?.AccessDeniedDetail ?? {}) as { AuthAction?: string };
  return denied === undefined ? {} : { denied };
}

type KnownCall = Call & Required<Pick<Call, 'principal'>>;

/** Whether the call reached an action, from a known principal. */
function isKnown(call: Call): call is KnownCall {
  const gotThrough = call.fault?.fault !== 'resetBefore' && call.fault?.fault !== 'html502';
  return (
    gotThrough && call.principal !== undefined && Object.hasOwn(call.product?.actions ?? {}, call.actionName ?? '')
  );
}

/** Keeps of call and answer only what the event needs: it may be written much later. */
function announce(state: State, call: KnownCall, record: CallRecord, { body, refusal }: Outcome): void {
  const { instances } = state.cloud;
  const made = {
    record,
    principal: call.principal,
    apiVersion: call.version,
    userAgent: String(call.request.headers['user-agent'] ?? ''),
    refusalMessage: refusal?.message,
    answered: newInstancesIn(body),
    regionOf: (instanceId: string) => instances.get(instanceId)?.regionId,
  };
  state.events.announce((origin) => [apiCallEvent(origin, made)]);
}

/** Nothing else of an answer is handed on: it may hold a private key. */
function newInstancesIn({ InstanceIdSets, InstanceIds }: AnswerBody = {}): AnswerBody {
  return { ...(InstanceIdSets !== undefined && { InstanceIdSets }), ...(InstanceIds !== undefined && { InstanceIds }) };
}
