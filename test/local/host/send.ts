import http from 'node:http';
import { OpenApiUtil } from '@alicloud/openapi-core';

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer; text: string; json(): unknown };
export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

/** One HTTP request with exactly these headers (besides Host and Content-Length). */
export function send(url: string, { method = 'POST', headers = {}, body = '' }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(toAnswer(response, Buffer.concat(chunks))));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function toAnswer(response: http.IncomingMessage, body: Buffer): Answer {
  const text = body.toString('utf8');
  const json = (): unknown => JSON.parse(text);
  return { status: response.statusCode ?? 0, headers: response.headers, body, text, json };
}

/** Signs with the vendor's own function over exactly these headers. `payload` is the last line of what is signed. */
export function signWith(
  headers: Record<string, string>,
  request: { method?: string; pathname: string; query?: Record<string, string>; payload: string },
  [accessKeyId, accessKeySecret]: readonly [string, string] = ['ak', 'sk'],
): Record<string, string> {
  const { method = 'POST', pathname, query = {}, payload } = request;
  const signed = { method, pathname, query, headers } as Parameters<typeof OpenApiUtil.getAuthorization>[0];
  const authorization = OpenApiUtil.getAuthorization(signed, 'ACS3-HMAC-SHA256', payload, accessKeyId, accessKeySecret);
  return { ...headers, authorization };
}
