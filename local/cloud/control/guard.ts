import type { IncomingHttpHeaders } from 'node:http';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Why a control request is refused, if it is: no web page may drive the control routes. A page's request carries an
 * Origin; after DNS rebinding, a Host that is not loopback; and a form cannot send `application/json`.
 */
export function guard(
  headers: IncomingHttpHeaders,
  hasBody: boolean,
): { status: 403 | 415; message: string } | undefined {
  if (headers.origin !== undefined) return { status: 403, message: 'requests with an Origin header are refused' };
  if (!loopback.test(headers.host ?? ''))
    return { status: 403, message: 'the Host header must name a loopback address' };
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if ((hasBody || type !== undefined) && type !== 'application/json') {
    return { status: 415, message: 'the body must be application/json' };
  }
  return undefined;
}
