import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { signedTarget } from '../../signed-call.ts';
import { exchange } from './exchange.ts';
import { signedQuery } from './rpc-v1-call.ts';

const parameters = { RegionId: 'cn-hangzhou', KeyPairName: 'ops', PublicKeyBody: 'none' };
const importKeyPair = ['ecs', 'ImportKeyPair', parameters] as const;

/** The very same bytes, as often as they are sent. */
const schemes = [
  {
    scheme: 'ACS3-HMAC-SHA256',
    signed: (cloud: LocalCloud) => signedTarget(cloud, ...importKeyPair),
  },
  {
    scheme: 'RPC V1',
    signed: (cloud: LocalCloud) => ({
      method: 'GET',
      target: `/?${signedQuery(cloud, ...importKeyPair)}`,
      headers: {},
    }),
  },
];

describe.each(schemes)('a request signed by $scheme that comes twice', ({ signed }) => {
  const twice = async (cloud: LocalCloud) => {
    const request = signed(cloud);
    return [(await exchange(cloud.url, request)).code, (await exchange(cloud.url, request)).code];
  };

  it('a request that comes twice is refused by default, and nothing is done again', async () => {
    const cloud = await openCloud();
    expect(await twice(cloud)).toEqual(['InvalidPublicKeyBody.Malformed', 'SignatureNonceUsed']);
    expect(cloud.calls.list()[1]).toMatchObject({ status: 400, code: 'SignatureNonceUsed', principal: null });
  });

  it('a request that comes twice is carried out again when that is set', async () => {
    const cloud = await openCloud({ settings: { nonceReplay: 'accept' } });
    expect(await twice(cloud)).toEqual(['InvalidPublicKeyBody.Malformed', 'InvalidPublicKeyBody.Malformed']);
  });

  it('a request that comes twice is new to a cloud that was reset', async () => {
    const cloud = await openCloud();
    const request = signed(cloud);
    await exchange(cloud.url, request);
    cloud.reset();
    expect((await exchange(cloud.url, request)).code).not.toBe('SignatureNonceUsed');
  });
});
