import { createHmac, randomUUID } from 'node:crypto';
import type { Key } from '../../signed-call.ts';
import { exchange, type Received } from './exchange.ts';

/** A signer of the older scheme, written from the specification and apart from the code under test. */
export interface RpcV1Options {
  key?: Key;
  method?: 'GET' | 'POST';
  /** Parameters that travel in the form instead of the query; of a name in both, the form's value is signed. */
  form?: Record<string, string>;
  /** In place of what the signer makes, or undefined to leave one out. */
  scheme?: Record<string, string | undefined>;
}

const versions: Record<string, string> = {
  ecs: '2014-05-26',
  ens: '2017-11-10',
  swas: '2020-06-01',
  kms: '2016-01-20',
};

export const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const toQuery = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');

/** The query of a signed request. */
export function signedQuery(
  key: Key,
  product: string,
  action: string,
  parameters: Record<string, string>,
  { method = 'GET', form = {}, scheme = {} }: RpcV1Options = {},
): string {
  const made: Record<string, string | undefined> = {
    Action: action,
    Version: versions[product] ?? product,
    Format: 'JSON',
    AccessKeyId: key.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    SecurityToken: key.securityToken,
    ...scheme,
  };
  const sent = Object.entries({ ...made, ...parameters }).filter(([, value]) => value !== undefined);
  const query = Object.fromEntries(sent) as Record<string, string>;
  const all: Record<string, string> = { ...query, ...form };
  const names = Object.keys(all).toSorted();
  const canonical = names.map((name) => `${encode(name)}=${encode(all[name] ?? '')}`).join('&');
  const text = `${method}&%2F&${encode(canonical)}`;
  const signature = createHmac('sha1', `${key.accessKeySecret}&`).update(text).digest('base64');
  return toQuery('Signature' in scheme ? query : { ...query, Signature: signature });
}

/** Calls an action as a client of the older scheme would. */
export function callRpcV1(
  cloud: Key & { url: string },
  product: string,
  action: string,
  parameters: Record<string, string> = {},
  options: RpcV1Options = {},
): Promise<Received> {
  const { method = 'GET', form } = options;
  const target = `/?${signedQuery(options.key ?? cloud, product, action, parameters, options)}`;
  const headers = form && { 'content-type': 'application/x-www-form-urlencoded' };
  return exchange(cloud.url, { method, target, ...(headers && { headers }) }, form && toQuery(form));
}
