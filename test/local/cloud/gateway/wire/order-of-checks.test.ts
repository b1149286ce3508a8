import type { LocalCloud, Principal } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { signedTarget } from '../../signed-call.ts';
import { exchange, type Sent } from './exchange.ts';
import { signedQuery } from './rpc-v1-call.ts';

/** What of a signed request is put in the place of what was signed, by the names of RPC V1. */
type Overrides = Partial<Record<'AccessKeyId' | 'Timestamp' | 'SignatureNonce' | 'Signature', string>>;

interface Request {
  path: string;
  product: string;
  action: string;
  parameters: Record<string, string>;
  overrides: Overrides;
}
type Scene = { request: Request; cloud: LocalCloud; key: Principal };
type Signed = Sent & { headers: Record<string, string> };

const acs3Headers = { Timestamp: 'x-acs-date', SignatureNonce: 'x-acs-signature-nonce' } as const;

/** How each scheme writes such a request. */
const schemes = {
  'ACS3-HMAC-SHA256': ({ request, cloud, key }: Scene): Signed => {
    const signed = signedTarget(cloud, request.product, request.action, request.parameters, { key });
    const { headers, target } = signed;
    const { AccessKeyId, Signature, ...others } = request.overrides;
    for (const [name, value] of Object.entries(others)) headers[acs3Headers[name as keyof typeof acs3Headers]] = value;
    headers.authorization = headers.authorization
      ?.replace(/Credential=[^,]+/, (as) => (AccessKeyId === undefined ? as : `Credential=${AccessKeyId}`))
      .replace(/Signature=\w+/, (as) => (Signature === undefined ? as : `Signature=${Signature}`)) as string;
    if (AccessKeyId === '') delete headers.authorization;
    return { headers, target: target.replace('/', request.path) };
  },
  'RPC V1': ({ request, cloud, key }: Scene): Signed => {
    const options = { method: 'POST', key } as const;
    const query = new URLSearchParams(
      signedQuery(key, request.product, request.action, request.parameters, { ...options, scheme: { Format: 'JSON' } }),
    );
    for (const [name, value] of Object.entries(request.overrides)) query.set(name, value);
    return { headers: { host: new URL(cloud.url).host }, target: `${request.path}?${query.toString()}` };
  },
};

/** What is wrong with the request at first, in the order in which it is told, and how it is mended. */
const checks: [status: number, code: string, wrong: string, mend: (scene: Scene) => void][] = [
  [404, 'InvalidApi.NotFound', 'a path that is no API', ({ request }) => void (request.path = '/')],
  [400, 'MissingAction', 'no action', ({ request }) => void (request.action = 'Reimagine')],
  [400, 'MissingVersion', 'no version', ({ request }) => void (request.product = '2001-01-01')],
  [400, 'InvalidVersion', 'a version of no product', ({ request }) => void (request.product = 'ecs')],
  [404, 'InvalidAction.NotFound', 'an unknown action', ({ request }) => void (request.action = 'DescribeKeyPairs')],
  [400, 'MissingAccessKeyId', 'no access key', override('AccessKeyId', 'LTAI-nobody')],
  [400, 'MissingTimestamp', 'no date', override('Timestamp', 'yesterday')],
  [400, 'MissingSignatureNonce', 'no nonce', override('SignatureNonce', 'used')],
  [404, 'InvalidAccessKeyId.NotFound', 'an unknown access key', asSigned('AccessKeyId')],
  [400, 'InvalidTimeStamp.Format', 'a date that is none', override('Timestamp', '2020-01-01T00:00:00Z')],
  [400, 'InvalidTimeStamp.Expired', 'a date long ago', asSigned('Timestamp')],
  [400, 'SignatureNonceUsed', 'a nonce that was used', asSigned('SignatureNonce')],
  [400, 'SignatureDoesNotMatch', 'a signature of something else', asSigned('Signature')],
  [503, 'ServiceUnavailable', 'a fault', ({ cloud }) => cloud.faults.clear()],
  [400, 'Throttling.User', 'a quota that is used up', ({ cloud }) => void (cloud.settings.quotas = {})],
  [403, 'Forbidden.RAM', 'no permission', ({ key }) => void (key.policy = 'all')],
  [400, 'MissingParameter', 'a parameter that is missing', ({ request }) => void (request.parameters.RegionId = 'x')],
  [
    404,
    'InvalidRegionId.NotFound',
    'no such region',
    ({ request }) => void (request.parameters.RegionId = 'cn-beijing'),
  ],
];

function override(name: keyof Overrides, value: string) {
  return ({ request }: Scene) => void (request.overrides[name] = value);
}

function asSigned(name: keyof Overrides) {
  return ({ request }: Scene) => void delete request.overrides[name];
}

async function openScene(): Promise<Scene> {
  const cloud = await openCloud();
  const key = cloud.principals.create({ name: 'intern', policy: 'none' });
  cloud.faults.add({ fault: 'error', code: 'ServiceUnavailable' });
  cloud.settings.quotas = { '*': { limit: 0, windowMs: 60_000 } };
  const overrides = { AccessKeyId: '', Timestamp: '', SignatureNonce: '', Signature: 'f00' };
  return { cloud, key, request: { path: '/other', product: '', action: '', parameters: {}, overrides } };
}

describe.each(Object.entries(schemes))('a request by %s with everything wrong', (_scheme, write) => {
  /** Sends what is used up by then: the same key, and a nonce that both schemes can name. */
  const useNonce = async ({ cloud, key }: Scene) => {
    const scheme = { SignatureNonce: 'used' };
    const query = signedQuery(key, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-beijing' }, { scheme });
    await exchange(cloud.url, { method: 'GET', target: `/?${query}` });
  };

  it.each(checks.map(([status, code, wrong], index) => ({ status, code, wrong, index })))(
    'a request with everything wrong is told of $wrong: $code, once all before it is mended',
    async ({ status, code, index }) => {
      const scene = await openScene();
      await useNonce(scene);
      for (const [, , , mend] of checks.slice(0, index)) mend(scene);
      const answer = await exchange(scene.cloud.url, write(scene));
      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    },
  );

  it('a request with everything wrong is answered once all is mended', async () => {
    const scene = await openScene();
    for (const [, , , mend] of checks) mend(scene);
    expect((await exchange(scene.cloud.url, write(scene))).status).toBe(200);
  });
});
