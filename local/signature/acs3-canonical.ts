import { createHash, createHmac } from 'node:crypto';
import { encodeStrictly } from './percent-encoding.ts';

/** What of a request a signature covers. Header names are lower case; query pairs are decoded. */
export interface SignedRequest {
  method: string;
  path: string;
  query: readonly (readonly [name: string, value: string])[];
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: Buffer;
}

const emptyHash = createHash('sha256').digest('hex');

export function hashOf(body: Buffer): string {
  return body.length === 0 ? emptyHash : createHash('sha256').update(body).digest('hex');
}

/** One header's value, trimmed at its ends only: inner double spaces are signed as they stand. */
export function headerValue(request: SignedRequest, name: string): string | undefined {
  if (!Object.hasOwn(request.headers, name)) return undefined;
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : value?.join(',').trim();
}

/**
 * Source: "Request signatures V3" (ACS3-HMAC-SHA256): method, path, sorted query, signed headers, their names, body hash.
 * The vendor's own clients do not encode query names, in which only dots, digits and letters occur. They are encoded
 * here, as documented: otherwise one name with `=` and `&` in it would pass for two parameters.
 */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[], bodyHash: string): string {
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name) ?? ''}\n`).join('');
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers,
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n');
}

/** Lower-case hex HMAC-SHA256 with the plain secret; no derived key. */
export function signCanonical(canonical: string, accessKeySecret: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign(canonical)).digest('hex');
}

export function stringToSign(canonical: string): string {
  return `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`;
}

function canonicalPath(path: string): string {
  return path.replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
}

function canonicalQuery(query: SignedRequest['query']): string {
  const sorted = query.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`).join('&');
}
