import { readFileSync } from 'node:fs';
import type { SignedRequest } from '../../../local/signature/acs3.ts';
import { decodePairs } from '../../../local/signature/percent-encoding.ts';

/** A request that a real client sent, as the recorder saw it. */
export interface Recorded {
  name: string;
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

/** The requests of one scheme. They were signed with these keys. */
export function readRecorded(scheme: 'acs3' | 'rpc-v1'): Recorded[] {
  return JSON.parse(readFileSync(new URL(`../../data/wire/${scheme}.json`, import.meta.url), 'utf8')) as Recorded[];
}

export const secrets: Record<string, string> = {
  'LTAI-test-ak': 'test-sk-0123456789',
  'STS.test-ak': 'sts-sk-0123456789',
};

export function toRequest({ method, target, headers, body }: Recorded): SignedRequest {
  const [path = '', query = ''] = target.split('?');
  return { method, path, query: decodePairs(query), headers, body: Buffer.from(body) };
}
