import { parse as parseQuery } from 'node:querystring';
import type { HostRequest } from '../http/request.ts';

/** Facts of the trigger that appear in its events. */
export type TriggerFacts = { readonly accountId: string; readonly domainName: string };

const TEXT = /^(text\/|application\/(.*\+)?(json|xml|javascript)|application\/x-www-form-urlencoded)/i;

/**
 * The event of an HTTP trigger: a JSON text as bytes. Several values of a header or parameter are joined with commas,
 * `rawPath` stays encoded, `http.path` is decoded, `timeEpoch` is a text in milliseconds.
 * Source: Function Compute 3.0, "Use an HTTP trigger to invoke a function", request struct.
 * Choice: which content types count as text is not documented; a body that is not is sent as base64.
 */
export function createHttpEvent(request: HostRequest, facts: TriggerFacts, nowMs: number): Buffer {
  const isBase64Encoded = request.body.length > 0 && !TEXT.test(request.headers['content-type'] ?? 'text/plain');
  const event = {
    version: 'v1',
    rawPath: request.rawPath,
    body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
    headers: joinValues(request.headers),
    queryParameters: joinValues(parseQuery(request.rawQuery)),
    requestContext: createRequestContext(request, facts, nowMs),
  };
  return Buffer.from(JSON.stringify(event));
}

function createRequestContext(request: HostRequest, { accountId, domainName }: TriggerFacts, nowMs: number) {
  return {
    accountId,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? domainName,
    http: {
      method: request.method,
      path: decodePath(request.rawPath),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: request.requestId,
    time: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    timeEpoch: String(nowMs),
  };
}

function joinValues(values: Record<string, string | string[] | undefined>): Record<string, string> {
  const joined = Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : value]);
  return Object.fromEntries(joined) as Record<string, string>;
}

function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return rawPath;
  }
}
