import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { LocalCloud } from '@keyfleet/local-cloud';

/** A signer of our own, written from the specification and apart from the code under test. */
export interface Key {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

export interface CallOptions {
  key?: Key;
  method?: 'GET' | 'POST';
  /** Where the parameters travel. Default: in the query. */
  inBody?: boolean;
  date?: string;
  headers?: Record<string, string>;
}

/** A parsed answer. `body` is the raw JSON, uncast. */
export interface Answered {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export type Parameters = Record<string, string | number | boolean>;

const versions = {
  ecs: '2014-05-26',
  ens: '2017-11-10',
  swas: '2020-06-01',
  kms: '2016-01-20',
  ess: '2022-02-22',
  sts: '2015-04-01',
} as const;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

type SignedCall = [
  cloud: LocalCloud,
  product: keyof typeof versions | (string & {}),
  action: string,
  parameters?: Parameters,
  options?: CallOptions,
];

/** Calls an action as a real client would: signed, over HTTP. */
export async function call(...what: SignedCall): Promise<Answered> {
  const response = await send(...what);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered['body'] };
}

/** The same, with the answer as it came: for one that is no JSON. */
export async function send(...what: SignedCall): Promise<Response> {
  const [cloud, , , , options = {}] = what;
  const { method, target, headers, body } = signedTarget(...what);
  return fetch(`${cloud.url}${target}`, { method, headers: { ...headers, ...options.headers }, ...(body && { body }) });
}

/** What such a call puts on the wire. */
export function signedTarget(...[cloud, product, action, parameters = {}, options = {}]: SignedCall) {
  const { method = 'POST', inBody = false } = options;
  const key: Key = options.key ?? cloud;
  const version = product in versions ? versions[product as keyof typeof versions] : product;
  const names = Object.keys(parameters).toSorted();
  const query = names.map((name) => `${name}=${encode(String(parameters[name]))}`).join('&');
  const body = inBody ? query : '';
  const headers: Record<string, string> = {
    host: new URL(cloud.url).host,
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': options.date ?? `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(body),
    ...(inBody && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(key.securityToken && { 'x-acs-security-token': key.securityToken, 'x-acs-accesskey-id': key.accessKeyId }),
  };
  const signed = Object.keys(headers).toSorted();
  const headerBlock = signed.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = [method, '/', inBody ? '' : query, headerBlock, signed.join(';'), sha256(body)].join('\n');
  const signature = createHmac('sha256', key.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${signed.join(';')},Signature=${signature}`;
  return { method, target: inBody || query === '' ? '/' : `/?${query}`, headers, body };
}

/** Parameters as `Name.1`, `Name.2` … */
export function repeated(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
}
