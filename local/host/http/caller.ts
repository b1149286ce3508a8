import type { SignedRequest } from '../../signature/acs3.ts';
import { decodePairs } from '../../signature/percent-encoding.ts';
import type { HostCloud } from '../host-cloud.ts';
import type { HostRequest } from './request.ts';

/** The parts of a request that a signature covers. */
export function toSignedRequest(request: HostRequest): SignedRequest {
  const { method, rawPath, rawQuery, headers, body } = request;
  return { method, path: rawPath, query: decodePairs(rawQuery), headers, body };
}

/** How a verifier finds the secret of an access key. An empty token, as some clients send, is none. */
export function createSecretLookup({ principals }: HostCloud) {
  return (accessKeyId: string, securityToken: string | undefined) =>
    principals.secretOf(accessKeyId, securityToken || undefined);
}
