import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HostResponse } from '../http/request.ts';
import type { FunctionErrorBody, Outcome } from '../runtime/outcome.ts';

/** Headers that belong to the connection between the caller and the platform. */
const NOT_THE_FUNCTIONS = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * The answer of an HTTP trigger to a function's outcome: `statusCode`, `headers`, `isBase64Encoded` and `body`.
 * A value without `statusCode` becomes the body of a 200 in JSON.
 * A failed invocation is 502 with `X-Fc-Error-Type` and the platform's error body.
 * Source: Function Compute 3.0, "Use an HTTP trigger to invoke a function", response struct; for 502 its FAQ on
 * HTTP functions of 2.0 (the 3.0 pages name no status for an HTTP trigger).
 * Choice: a struct that makes no HTTP answer is 502 too.
 */
export function toHttpResponse(outcome: Outcome): HostResponse {
  if (!outcome.ok) return errorResponse(outcome.errorType, outcome.body);
  const struct = parseJson(outcome.payload.toString('utf8'));
  if (typeof struct !== 'object' || struct === null || !('statusCode' in struct)) return jsonResponse(outcome.payload);
  try {
    return readResponseStruct(struct);
  } catch (error) {
    const errorMessage = `The response struct cannot be sent: ${error instanceof Error ? error.message : ''}`;
    return errorResponse('UnhandledInvocationError', { errorMessage });
  }
}

type ResponseStruct = {
  statusCode: unknown;
  headers?: Record<string, unknown>;
  isBase64Encoded?: boolean;
  body?: string;
};

function readResponseStruct({ statusCode, headers = {}, isBase64Encoded, body }: ResponseStruct): HostResponse {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new Error('statusCode is not an HTTP status');
  return {
    status,
    headers: readHeaders(headers),
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : toText(body),
  };
}

function readHeaders(given: Record<string, unknown>): Record<string, string> {
  const headers = Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  for (const [name, value] of headers) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return Object.fromEntries(headers.filter(([name]) => !NOT_THE_FUNCTIONS.has(name)));
}

function toText(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function errorResponse(errorType: string, body: FunctionErrorBody): HostResponse {
  const headers = { 'content-type': 'application/json', 'x-fc-error-type': errorType };
  return { status: 502, headers, body: JSON.stringify(body) };
}

function jsonResponse(payload: Buffer): HostResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
