import {
  canonicalRequest,
  hashOf,
  headerValue,
  type SignedRequest,
  signCanonical,
  stringToSign,
} from './acs3-canonical.ts';
import { sameText } from './same-text.ts';
import { signatureErrors } from './signature-error.ts';
import { checkClaim, type VerifyOptions } from './verify-options.ts';

export type { SignedRequest } from './acs3-canonical.ts';
export { SignatureError, signatureErrors } from './signature-error.ts';
export type { VerifyOptions } from './verify-options.ts';

interface Authorization {
  accessKeyId: string;
  signedHeaders: string[];
  signature: string;
}

const scheme = 'ACS3-HMAC-SHA256';

/**
 * Verifies an ACS3-HMAC-SHA256 signed request, of any path and any body.
 * The body is bound by its own hash: when `x-acs-content-sha256` is sent it must be the hash of the bytes received,
 * and when it is not, that hash is what must have been signed. Every `x-acs-*` header, Host and Content-Type present
 * must be signed, so that none can be added on the way.
 * Source: "Request signatures V3"; which headers the vendor's clients sign was observed with openapi-core 1.0.8.
 * @throws SignatureError with the documented code and status.
 */
export function verifyAcs3(request: SignedRequest, options: VerifyOptions): { accessKeyId: string } {
  const { accessKeyId, signedHeaders, signature } = readAuthorization(headerValue(request, 'authorization'));
  const { secret, spendNonce } = checkClaim(
    {
      accessKeyId,
      securityToken: headerValue(request, 'x-acs-security-token'),
      timestamp: headerValue(request, 'x-acs-date'),
      nonce: headerValue(request, 'x-acs-signature-nonce'),
    },
    options,
  );
  checkSignedHeaders(request, signedHeaders);
  const bodyHash = hashOf(request.body);
  const canonical = canonicalRequest(request, signedHeaders, bodyHash);
  const claimedHash = headerValue(request, 'x-acs-content-sha256') ?? bodyHash;
  const isRight = claimedHash === bodyHash && sameText(signature, signCanonical(canonical, secret));
  if (!isRight) throw signatureErrors.mismatch(stringToSign(canonical));
  spendNonce();
  return { accessKeyId };
}

function readAuthorization(header: string | undefined): Authorization {
  if (!header) throw signatureErrors.missing('AccessKeyId');
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

function checkSignedHeaders(request: SignedRequest, signedHeaders: readonly string[]): void {
  const absent = signedHeaders.find((name) => headerValue(request, name) === undefined);
  if (absent !== undefined) throw signatureErrors.incomplete(`The signed header ${absent} is absent.`);
  const unsigned = Object.keys(request.headers).find((name) => mustBeSigned(name) && !signedHeaders.includes(name));
  if (unsigned !== undefined) throw signatureErrors.incomplete(`The header ${unsigned} is not signed.`);
}

function mustBeSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}
