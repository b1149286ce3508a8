import type { HostResponse } from './http/request.ts';
import type { Outcome } from './runtime/outcome.ts';

/**
 * The answer of an invoke API to a function's outcome: a function's own error is HTTP 200 with `x-fc-error-type`.
 * Source: Function Compute, error handling for Node.js.
 */
export function toInvokeResponse(outcome: Outcome): HostResponse {
  if (outcome.ok)
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: outcome.payload };
  const headers = { 'content-type': 'application/json', 'x-fc-error-type': outcome.errorType };
  return { status: 200, headers, body: JSON.stringify(outcome.body) };
}
