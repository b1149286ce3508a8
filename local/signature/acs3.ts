import { timingSafeEqual } from 'node:crypto';
import { canonicalRequest, hashOf, headerValue, type SignedRequest, signCanonical } from './acs3-canonical.ts';
import { signatureErrors } from './signature-error.ts';

export type { SignedRequest } from './acs3-canonical.ts';
export { SignatureError, signatureErrors } from './signature-error.ts';

/** How {@link verifyAcs3} knows keys and the time. */
export interface VerifyOptions {
  /**
   * The secret of an access key; undefined when the key is not known. May throw a `SignatureError` of its own, for
   * instance `signatureErrors.wrongSecurityToken()` when the token is not that key's.
   */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
  /** The verifier's clock, epoch milliseconds. */
  now: number;
  /** How far `x-acs-date` may be from `now`, either way. Default 15 minutes, as documented. */
  windowMs?: number;
}

interface Authorization {
  accessKeyId: string;
  signedHeaders: string[];
  signature: string;
}

const scheme = 'ACS3-HMAC-SHA256';
const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const fifteenMinutesMs = 15 * 60 * 1000;

/**
 * Verifies an ACS3-HMAC-SHA256 signed request, of any path and any body.
 * The body is bound by its own hash: when `x-acs-content-sha256` is sent it must be the hash of the bytes received,
 * and when it is not, that hash is what must have been signed. Every `x-acs-*` header, Host and Content-Type present
 * must be signed, so that none can be added on the way.
 * Source: "Request signatures V3"; which headers the vendor's clients sign was observed with openapi-core 1.0.8.
 * @throws SignatureError with the documented code and status.
 */
export function verifyAcs3(request: SignedRequest, options: VerifyOptions): { accessKeyId: string } {
  const authorization = readAuthorization(headerValue(request, 'authorization'));
  const token = headerValue(request, 'x-acs-security-token');
  const secret = options.secretOf(authorization.accessKeyId, token);
  if (secret === undefined) throw signatureErrors.unknownAccessKey();
  checkDate(headerValue(request, 'x-acs-date'), options);
  checkSignedHeaders(request, authorization.signedHeaders);
  const bodyHash = checkBodyHash(request);
  const expected = signCanonical(canonicalRequest(request, authorization.signedHeaders, bodyHash), secret);
  if (!equalInConstantTime(authorization.signature, expected)) throw signatureErrors.mismatch();
  return { accessKeyId: authorization.accessKeyId };
}

function readAuthorization(header: string | undefined): Authorization {
  if (!header) throw signatureErrors.missingAccessKeyId();
  if (!header.startsWith(`${scheme} `)) throw signatureErrors.incomplete(`Expected the scheme ${scheme}.`);
  const fields = new Map(
    header
      .slice(scheme.length + 1)
      .split(',')
      .map(readField),
  );
  const accessKeyId = fields.get('Credential');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (!accessKeyId || !signedHeaders || !signature) {
    throw signatureErrors.incomplete('Expected Credential, SignedHeaders and Signature.');
  }
  return { accessKeyId, signedHeaders: signedHeaders.split(';'), signature };
}

function readField(field: string): [string, string] {
  const equals = field.indexOf('=');
  return [field.slice(0, equals).trim(), field.slice(equals + 1).trim()];
}

function checkDate(value: string | undefined, { now, windowMs = fifteenMinutesMs }: VerifyOptions): void {
  if (!value) throw signatureErrors.missingTimestamp();
  const sentAt = date.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(sentAt)) throw signatureErrors.malformedTimestamp();
  if (Math.abs(now - sentAt) > windowMs) throw signatureErrors.expiredTimestamp();
}

function checkSignedHeaders(request: SignedRequest, signedHeaders: readonly string[]): void {
  const absent = signedHeaders.find((name) => request.headers[name] === undefined);
  if (absent !== undefined) throw signatureErrors.incomplete(`The signed header ${absent} is absent.`);
  const unsigned = Object.keys(request.headers).find((name) => mustBeSigned(name) && !signedHeaders.includes(name));
  if (unsigned !== undefined) throw signatureErrors.incomplete(`The header ${unsigned} is not signed.`);
}

function mustBeSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

function checkBodyHash(request: SignedRequest): string {
  const actual = hashOf(request.body);
  const claimed = headerValue(request, 'x-acs-content-sha256');
  if (claimed !== undefined && claimed !== actual) throw signatureErrors.mismatch();
  return actual;
}

function equalInConstantTime(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
