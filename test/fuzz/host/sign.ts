import { createHash, createHmac } from 'node:crypto';
import type { HttpRequest } from '../http/request.ts';

/** The ways in which a function is reached. */
export const doors = ['trigger', 'invoke 2023-03-30', 'invoke 2016-08-15'] as const;
export type Door = (typeof doors)[number];

export interface Signer {
  host: string;
  secret: string;
  now: number;
}

const accessKeyId = 'ak';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const pathOf: Record<Door, string> = {
  trigger: '/signed',
  'invoke 2023-03-30': '/2023-03-30/functions/fixture-signed/invocations',
  'invoke 2016-08-15': '/2016-08-15/services/keyfleet/functions/fixture-signed/invocations',
};

/** A request of this moment that invokes the fixtures' signed function with a body. */
export function sign(door: Door, body: string, signer: Signer): HttpRequest {
  const target = pathOf[door];
  const headers = door === 'invoke 2016-08-15' ? signFc(target, body, signer) : signAcs3(target, body, signer);
  return { method: 'POST', target, headers, body };
}

function signAcs3(path: string, body: string, { host, secret, now }: Signer): HttpRequest['headers'] {
  const headers: [string, string][] = [
    ['content-type', 'application/json'],
    ['host', host],
    ['x-acs-content-sha256', sha256(body)],
    ['x-acs-date', `${new Date(now).toISOString().slice(0, 19)}Z`],
  ];
  const names = headers.map(([name]) => name).join(';');
  const block = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const text = `ACS3-HMAC-SHA256\n${sha256(['POST', path, '', block, names, sha256(body)].join('\n'))}`;
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return [...headers, ['authorization', authorization]];
}

function signFc(path: string, body: string, { host, secret, now }: Signer): HttpRequest['headers'] {
  const date = new Date(now).toUTCString();
  const md5 = createHash('md5').update(body).digest('base64');
  const text = `POST\n${md5}\napplication/json\n${date}\nx-fc-account-id:1\n${path}`;
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  return [
    ['host', host],
    ['date', date],
    ['content-type', 'application/json'],
    ['content-md5', md5],
    ['x-fc-account-id', '1'],
    ['authorization', `FC ${accessKeyId}:${signature}`],
  ];
}
