import { createHmac } from 'node:crypto';
import { encodeStrictly } from './percent-encoding.ts';
import { sameText } from './same-text.ts';
import { signatureErrors } from './signature-error.ts';
import { checkClaim, type VerifyOptions } from './verify-options.ts';

/** What of a request an RPC V1 signature covers: no headers, no path, only method and parameters. */
export interface RpcV1Request {
  method: string;
  /** Query and form in one map, decoded; of a name in both, the form's value. */
  parameters: ReadonlyMap<string, string>;
}

/** Parameters of the scheme itself: whatever is left is the action's. Source: ECS 2014-05-26 "Common parameters". */
export const rpcV1Parameters: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'SignatureType',
  'Timestamp',
  'SecurityToken',
]);

/**
 * Verifies a request signed by the older RPC scheme, HMAC-SHA1 over its parameters.
 * Source: ECS 2014-05-26 "Request signatures"; where clients put the signature and that the form's value counts was
 * observed with pop-core 1.8.0, rpc-client 1.3.2 and openapi-core 1.0.8.
 * @throws SignatureError with the documented code and status
 */
export function verifyRpcV1({ method, parameters }: RpcV1Request, options: VerifyOptions): { accessKeyId: string } {
  const { accessKeyId, signature } = readScheme(parameters);
  const { secret, spendNonce } = checkClaim(
    {
      accessKeyId,
      securityToken: parameters.get('SecurityToken') || undefined,
      timestamp: parameters.get('Timestamp'),
      nonce: parameters.get('SignatureNonce'),
    },
    options,
  );
  if (!/^(json|xml|)$/i.test(parameters.get('Format') ?? '')) throw signatureErrors.unknownFormat();
  const request = { method, parameters };
  if (!sameText(signature, signRpcV1(request, secret))) throw signatureErrors.mismatch(stringToSign(request));
  spendNonce();
  return { accessKeyId };
}

/** Base64 HMAC-SHA1 with the secret and `&` as the key. */
export function signRpcV1(request: RpcV1Request, accessKeySecret: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign(request)).digest('base64');
}

function stringToSign({ method, parameters }: RpcV1Request): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature').toSorted(([a], [b]) => (a < b ? -1 : 1));
  const canonical = signed.map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`).join('&');
  return [method, '/', canonical].map(encodeStrictly).join('&');
}

function readScheme(parameters: ReadonlyMap<string, string>): { accessKeyId: string; signature: string } {
  const required = ['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'Signature'] as const;
  const absent = required.find((name) => !parameters.get(name));
  if (absent) throw signatureErrors.missing(absent);
  requireValue(parameters, 'SignatureMethod', 'HMAC-SHA1');
  requireValue(parameters, 'SignatureVersion', '1.0');
  return { accessKeyId: parameters.get('AccessKeyId') ?? '', signature: parameters.get('Signature') ?? '' };
}

function requireValue(parameters: ReadonlyMap<string, string>, name: string, expected: string): void {
  if (parameters.get(name) !== expected) throw signatureErrors.incomplete(`Expected ${name} to be ${expected}.`);
}
