import type { Call, HostedFunction } from '../hosted-function.ts';
import type { Outcome } from '../runtime/outcome.ts';
import type { FailedEvent } from './failed-event.ts';

type Facts = {
  readonly hosted: HostedFunction;
  readonly accountId: string;
  readonly event: Buffer;
  readonly call: Call;
  readonly outcome: Outcome & { readonly ok: false };
  readonly nowMs: number;
};

/** Source: Function Compute 3.0, destinations of asynchronous invocation, content that is sent. */
export function describeFailure(destination: string, facts: Facts): FailedEvent {
  const { hosted, accountId, event, call, outcome, nowMs } = facts;
  const { region, functionName } = hosted.spec;
  const message = {
    timestamp: nowMs,
    requestContext: {
      requestId: call.requestId,
      functionArn: `acs:fc:${region}:${accountId}:functions/${functionName}`,
      condition: 'UnhandledInvocationError',
      approximateInvokeCount: hosted.spec.async.maxAsyncRetryAttempts + 1,
    },
    requestPayload: event.toString('utf8'),
    responseContext: { statusCode: 200, functionError: outcome.errorType },
    responsePayload: JSON.stringify(outcome.body),
  };
  return { destination, message };
}
