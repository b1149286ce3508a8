import {
  canonicalRequest,
  hashOf,
  headerValue,
  type SignedRequest,
  signCanonical,
} from '../../signature/acs3-canonical.ts';
import { sameText } from '../../signature/same-text.ts';
import { HostError } from '../errors.ts';

const WINDOW_MS = 15 * 60_000;
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

export type TriggerSignatureOptions = {
  /** The secret of an access key, undefined for an unknown one. */
  readonly secretOf: (accessKeyId: string, securityToken: string | undefined) => string | undefined;
  readonly nowMs: number;
};

/**
 * Enforces `authType: function`: ACS3-HMAC-SHA256 with `x-acs-date` at most 15 minutes away.
 * Every `x-acs-*` header must be signed. `host` and `content-type` need not be: the documented samples sign neither,
 * send the date with milliseconds and an empty security token.
 * Which payload the gateway expects is not documented. The samples pass an empty one, which leaves the body open to
 * change, so a caller may do better: `x-acs-content-sha256`, where sent, is the payload and must match the body;
 * otherwise the empty payload and the body's hash are both accepted.
 * Source: Function Compute 3.0, "Configure signature authentication for HTTP triggers"; error codes page for the codes;
 * "Signature authentication" (2.0) for 403 on a missing or invalid `Authorization`.
 * @throws HostError 403 `AccessDenied`, `InvalidAccessKeyID` or `SignatureNotMatch`.
 */
export function verifyTriggerSignature(request: SignedRequest, { secretOf, nowMs }: TriggerSignatureOptions): void {
  const [accessKeyId, signedHeaders, signature] = readAuthorization(headerValue(request, 'authorization'));
  requireFreshDate(headerValue(request, 'x-acs-date'), nowMs);
  requireSigned(request, signedHeaders);
  const secret = secretOf(accessKeyId, headerValue(request, 'x-acs-security-token'));
  if (secret === undefined) throw new HostError(403, 'InvalidAccessKeyID', `invalid access key ID '${accessKeyId}'`);
  const matches = acceptedPayloads(request).some((payload) =>
    sameText(signature, signCanonical(canonicalRequest(request, signedHeaders, payload), secret)),
  );
  if (!matches) throw signatureNotMatch();
}

function readAuthorization(header: string | undefined): [accessKeyId: string, signedHeaders: string[], hex: string] {
  if (!header) throw new HostError(403, 'AccessDenied', 'required HTTP header Authorization was not specified');
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(header) ?? [];
  if (!accessKeyId || !names || !signature) {
    throw new HostError(403, 'AccessDenied', 'the Authorization header is not a signature of ACS3-HMAC-SHA256');
  }
  return [accessKeyId, names.split(';'), signature];
}

function requireFreshDate(date: string | undefined, nowMs: number): void {
  if (!date) throw new HostError(403, 'AccessDenied', 'required HTTP header x-acs-date was not specified');
  const sentMs = Date.parse(date);
  if (!(Math.abs(nowMs - sentMs) <= WINDOW_MS)) {
    throw new HostError(403, 'AccessDenied', 'x-acs-date is not within 15 minutes of the current time');
  }
}

function requireSigned({ headers }: SignedRequest, signedHeaders: readonly string[]): void {
  const unsigned = Object.keys(headers).find((name) => name.startsWith('x-acs-') && !signedHeaders.includes(name));
  if (unsigned) throw new HostError(403, 'AccessDenied', `the header ${unsigned} is not signed`);
}

function acceptedPayloads(request: SignedRequest): string[] {
  const hash = hashOf(request.body);
  const claimed = headerValue(request, 'x-acs-content-sha256');
  if (claimed === undefined) return ['', hash];
  if (claimed !== hash) throw signatureNotMatch();
  return [hash];
}

function signatureNotMatch(): HostError {
  const message =
    'The request signature we calculated does not match the signature you provided. ' +
    'Check your access key and signing method';
  return new HostError(403, 'SignatureNotMatch', message);
}
