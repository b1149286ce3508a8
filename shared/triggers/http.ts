import { InvalidParameterError, MethodNotAllowedError, UnsupportedMediaTypeError } from '../errors.ts';
import { findOddKeys, ODD_KEY } from '../odd-keys.ts';

/**
 * The event of an HTTP trigger, as far as we read it. The case of header names is not guaranteed. A direct invocation
 * may only look like one: nothing but the method is taken for granted.
 * Source: Function Compute 3.0, "Use an HTTP trigger to invoke a function", request struct version v1.
 */
export interface HttpEvent {
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | null;
  readonly requestContext: { readonly http: { readonly method: string } };
}

/** What an HTTP trigger takes as the answer. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly isBase64Encoded: false;
  readonly body: string;
}

export function isHttpEvent(event: unknown): event is HttpEvent {
  const http = (event as HttpEvent | null)?.requestContext?.http;
  return typeof http?.method === 'string';
}

/** The JSON that a caller posted. */
export function readHttp(event: HttpEvent): unknown {
  const { method } = event.requestContext.http;
  if (method !== 'POST') throw new MethodNotAllowedError(method);
  const contentType = headerOf(event, 'content-type');
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) throw new UnsupportedMediaTypeError(contentType);
  const body = typeof event.body === 'string' ? event.body : '';
  return readJson(Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8'));
}

/** @throws InvalidParameterError also for keys that would be dropped without a word */
export function readJson(text: string): unknown {
  const value = parse(text);
  const odd = findOddKeys(value);
  if (odd.length > 0) throw new InvalidParameterError(odd.map((path) => ({ path: path.join('.'), expected: ODD_KEY })));
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidParameterError([{ path: '', expected: 'a JSON object' }]);
  }
}

export function answerHttp(statusCode: number, body: object): HttpAnswer {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(statusCode === 405 && { Allow: 'POST' }),
  };
  return { statusCode, headers, isBase64Encoded: false, body: JSON.stringify(body) };
}

function headerOf({ headers }: HttpEvent, name: string): string | undefined {
  const value = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
