import { request as httpRequest } from 'node:http';
import type { LocalCloud } from '@keyfleet/local-cloud';

export interface Sent {
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a control request with these headers and this body and no others, `path` without `/_local`. */
export function send(cloud: LocalCloud, method: string, path: string, { headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; body: never }>((resolve, reject) => {
    const outgoing = httpRequest(`${cloud.url}/_local${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as never }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
