import { createHash } from 'node:crypto';
import { OpenApiUtil } from '@alicloud/openapi-core';
import type { Credentials } from './credentials.ts';

type SignedRequest = Parameters<typeof OpenApiUtil.getAuthorization>[0];

/**
 * The headers of a signed POST to an HTTP trigger with `authType: function`.
 * The body's hash is sent and signed, so that the body cannot be changed on the way; the documented samples sign an
 * empty payload instead.
 * Source: Function Compute 3.0, "Configure signature authentication for HTTP triggers".
 */
export function signPost(url: URL, body: string, credentials: Credentials, nowMs: number): Record<string, string> {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const hash = createHash('sha256').update(body).digest('hex');
  const headers = {
    host: url.host,
    'content-type': 'application/json',
    'x-acs-date': `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    'x-acs-content-sha256': hash,
    ...(securityToken === undefined ? {} : { 'x-acs-security-token': securityToken }),
  };
  const request = { method: 'POST', pathname: url.pathname, query: {}, headers } as unknown as SignedRequest;
  const authorization = OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', hash, accessKeyId, accessKeySecret);
  return { ...headers, authorization };
}
