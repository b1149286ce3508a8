import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { HttpRequest } from '../http/request.ts';
import type { Base } from './bases.ts';

/** The ways in which clients sign and send a call. */
export const manners = ['acs3 query', 'acs3 form', 'acs3 GET', 'rpcV1 GET', 'rpcV1 query', 'rpcV1 form'] as const;
export type Manner = (typeof manners)[number];

export interface Signer {
  host: string;
  accessKeyId: string;
  accessKeySecret: string;
  now: number;
}

const versions = { ecs: '2014-05-26', ens: '2017-11-10', swas: '2020-06-01', kms: '2016-01-20' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const toQuery = (fields: Record<string, string>) =>
  Object.keys(fields)
    .toSorted()
    .map((name) => `${encode(name)}=${encode(fields[name] ?? '')}`)
    .join('&');
const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

/** A request of this moment with a nonce of its own. */
export function sign(base: Base, manner: Manner, signer: Signer): HttpRequest {
  const method = manner.endsWith('GET') ? 'GET' : 'POST';
  const isForm = manner.endsWith('form');
  return manner.startsWith('acs3') ? signAcs3(base, method, isForm, signer) : signRpcV1(base, method, isForm, signer);
}

function signAcs3({ product, action, parameters }: Base, method: string, isForm: boolean, signer: Signer): HttpRequest {
  const encoded = toQuery(parameters);
  const body = isForm ? encoded : '';
  const headers: (readonly [string, string])[] = [
    ...(isForm ? [form] : []),
    ['host', signer.host],
    ['x-acs-action', action],
    ['x-acs-content-sha256', sha256(body)],
    ['x-acs-date', seconds(signer.now)],
    ['x-acs-signature-nonce', randomUUID()],
    ['x-acs-version', versions[product]],
  ];
  const names = headers.map(([name]) => name).join(';');
  const block = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = [method, '/', isForm ? '' : encoded, block, names, sha256(body)].join('\n');
  const text = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  const signature = createHmac('sha256', signer.accessKeySecret).update(text).digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${signer.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return {
    method,
    target: isForm ? '/' : `/?${encoded}`,
    headers: [...headers, ['authorization', authorization]],
    body,
  };
}

function signRpcV1(
  { product, action, parameters }: Base,
  method: string,
  isForm: boolean,
  signer: Signer,
): HttpRequest {
  const fields: Record<string, string> = {
    ...parameters,
    Action: action,
    Version: versions[product],
    Format: 'JSON',
    AccessKeyId: signer.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: seconds(signer.now),
  };
  const text = `${method}&%2F&${encode(toQuery(fields))}`;
  const signature = createHmac('sha1', `${signer.accessKeySecret}&`).update(text).digest('base64');
  const encoded = toQuery({ ...fields, Signature: signature });
  const headers = [['host', signer.host] as const, ...(isForm ? [form] : [])];
  return { method, target: isForm ? '/' : `/?${encoded}`, headers, body: isForm ? encoded : '' };
}

function seconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
