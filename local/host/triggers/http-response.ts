import type { HostResponse } from '../http/request.ts';
import type { Outcome } from '../runtime/outcome.ts';

/**
 * The answer of an HTTP trigger to a function's outcome: `statusCode`, `headers`, `isBase64Encoded` and `body`.
 * A value without `statusCode` becomes the body of a 200 in JSON.
 * A failed invocation is 502 with `X-Fc-Error-Type` and the platform's error body.
 * Source: Function Compute 3.0, "Use an HTTP trigger to invoke a function", response struct; for 502 its FAQ on
 * HTTP functions of 2.0 (the 3.0 pages name no status for an HTTP trigger).
 */
export function toHttpResponse(outcome: Outcome): HostResponse {
  if (!outcome.ok) {
    const headers = { 'content-type': 'application/json', 'x-fc-error-type': outcome.errorType };
    return { status: 502, headers, body: JSON.stringify(outcome.body) };
  }
  return readResponseStruct(outcome.payload) ?? jsonResponse(outcome.payload);
}

function readResponseStruct(payload: Buffer): HostResponse | undefined {
  const value = parseJson(payload.toString('utf8'));
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) return undefined;
  const { statusCode, headers, isBase64Encoded, body } = value as ResponseStruct;
  return {
    status: Number(statusCode),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : toText(body),
  };
}

type ResponseStruct = {
  statusCode: unknown;
  headers?: Record<string, unknown>;
  isBase64Encoded?: boolean;
  body?: string;
};

function toText(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
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
