import { createHash, createHmac } from 'node:crypto';
import { headerValue, type SignedRequest } from '../../signature/acs3-canonical.ts';
import { sameText } from '../../signature/same-text.ts';
import { HostError } from '../errors.ts';

const AUTHORIZATION = /^FC ([^:\s]+):(\S+)$/;
const WINDOW_MS = 15 * 60_000;

export type FcSignatureOptions = {
  /** The secret of an access key, undefined for an unknown one. */
  readonly secretOf: (accessKeyId: string, securityToken: string | undefined) => string | undefined;
  readonly nowMs: number;
};

/**
 * Verifies `Authorization: FC <key>:<signature>`, HMAC-SHA256 over method, Content-MD5, Content-Type, Date, every
 * `x-fc-*` header and the path. Neither query nor body is covered, the body only by its Content-MD5.
 * Source: Function Compute 2016-08-15 "Signature authentication" and "Common parameters", its error codes page for the
 * codes; how Content-MD5 is written was observed with fc2 2.6.6.
 * Choices: AccessDenied for a date out of reach, InvalidArgument for the hash of another body; a body without a hash is
 * accepted, since the vendor's client sends none with a stream.
 * @returns the access key that signed
 * @throws HostError 403 `AccessDenied`, `InvalidAccessKeyID` or `SignatureNotMatch`; 400 for a header that is missing
 */
export function verifyFcSignature(request: SignedRequest, { secretOf, nowMs }: FcSignatureOptions): string {
  const [, accessKeyId, signature] = AUTHORIZATION.exec(required(request, 'authorization')) ?? [];
  if (!accessKeyId || !signature) throw denied('the Authorization header is not a signature of FC');
  requireFreshDate(required(request, 'date'), nowMs);
  const secret = secretOf(accessKeyId, headerValue(request, 'x-fc-security-token'));
  if (secret === undefined) throw new HostError(403, 'InvalidAccessKeyID', `invalid access key ID '${accessKeyId}'`);
  if (!sameText(signature, signFc(request, secret))) throw signatureNotMatch();
  requireSameBody(request);
  return accessKeyId;
}

function signFc(request: SignedRequest, accessKeySecret: string): string {
  const names = Object.keys(request.headers).filter((name) => name.startsWith('x-fc-'));
  const fcHeaders = names.toSorted().map((name) => `${name}:${headerValue(request, name) ?? ''}\n`);
  const fixed = ['content-md5', 'content-type', 'date'].map((name) => headerValue(request, name) ?? '');
  const text = `${[request.method, ...fixed].join('\n')}\n${fcHeaders.join('')}${request.path}`;
  return createHmac('sha256', accessKeySecret).update(text).digest('base64');
}

function required(request: SignedRequest, name: string): string {
  const value = headerValue(request, name);
  if (value) return value;
  throw new HostError(400, 'MissingRequiredHeader', `required HTTP header ${name} was not specified`);
}

function requireFreshDate(date: string, nowMs: number): void {
  if (!(Math.abs(nowMs - Date.parse(date)) <= WINDOW_MS)) {
    throw denied('the Date header is not within 15 minutes of the current time');
  }
}

/** Content-MD5 is the base64 of the hash as documented, and that of its hexadecimal digits as the client sends it. */
function requireSameBody(request: SignedRequest): void {
  const claimed = headerValue(request, 'content-md5');
  if (!claimed) return;
  const hash = createHash('md5').update(request.body);
  const hex = hash.copy().digest('hex');
  if (claimed === hash.digest('base64') || claimed === Buffer.from(hex).toString('base64')) return;
  throw new HostError(400, 'InvalidArgument', 'Content-MD5 is not the hash of the body');
}

function denied(message: string): HostError {
  return new HostError(403, 'AccessDenied', message);
}

function signatureNotMatch(): HostError {
  const message =
    'The request signature we calculated does not match the signature you provided. ' +
    'Check your access key and signing method';
  return new HostError(403, 'SignatureNotMatch', message);
}
