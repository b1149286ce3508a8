import { describe, expect, it } from 'vitest';
import { verifyAcs3 } from '../../../local/signature/acs3.ts';
import { createNonces } from '../../../local/signature/nonces.ts';
import { decodePairs } from '../../../local/signature/percent-encoding.ts';
import { verifyRpcV1 } from '../../../local/signature/rpc-v1.ts';
import type { VerifyOptions } from '../../../local/signature/verify-options.ts';
import { type Recorded, readRecorded, secrets, toRequest } from './recorded.ts';

const acs3 = toRequest(readRecorded('acs3')[0] as Recorded);
const { method, target } = readRecorded('rpc-v1')[0] as Recorded;
const rpcV1 = { method, parameters: new Map(decodePairs(target.split('?')[1] ?? '')) };
const minute = 60_000;

/** Both schemes: the request as it was sent, with another signature, and without a nonce. */
const schemes = [
  {
    scheme: 'ACS3-HMAC-SHA256',
    at: Date.parse(String(acs3.headers['x-acs-date'])),
    send: (options: VerifyOptions) => verifyAcs3(acs3, options),
    forge: (options: VerifyOptions) => verifyAcs3({ ...acs3, query: [] }, options),
    sendWithout: (options: VerifyOptions) =>
      verifyAcs3({ ...acs3, headers: { ...acs3.headers, 'x-acs-signature-nonce': '' } }, options),
  },
  {
    scheme: 'RPC V1',
    at: Date.parse(rpcV1.parameters.get('Timestamp') ?? ''),
    send: (options: VerifyOptions) => verifyRpcV1(rpcV1, options),
    forge: (options: VerifyOptions) => verifyRpcV1({ ...rpcV1, method: 'GET' }, options),
    sendWithout: (options: VerifyOptions) =>
      verifyRpcV1({ method, parameters: new Map([...rpcV1.parameters, ['SignatureNonce', '']]) }, options),
  },
];

describe.each(schemes)('the nonce of a request signed by $scheme', ({ at, send, forge, sendWithout }) => {
  const secretOf = (accessKeyId: string) => secrets[accessKeyId];

  it('a nonce is good once', () => {
    const options = { secretOf, now: at, nonces: createNonces() };
    send(options);
    expect(() => send({ ...options, now: at + 15 * minute })).toThrow(
      expect.objectContaining({
        status: 400,
        code: 'SignatureNonceUsed',
        message: 'Specified signature nonce was used already.',
      }),
    );
  });

  it('a nonce is not spent by a request whose signature is wrong', () => {
    const options = { secretOf, now: at, nonces: createNonces() };
    expect(() => forge(options)).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }));
    expect(send(options)).toBeDefined();
  });

  it('a nonce must be there', () => {
    expect(() => sendWithout({ secretOf, now: at, nonces: createNonces() })).toThrow(
      expect.objectContaining({ status: 400, code: 'MissingSignatureNonce' }),
    );
  });

  it('a nonce does not matter to a verifier that keeps none', () => {
    const options = { secretOf, now: at };
    expect([send(options), send(options)]).toHaveLength(2);
  });

  it('a nonce may not come again while the request is good, though it is dated ahead', () => {
    const nonces = createNonces();
    send({ secretOf, nonces, now: at - 15 * minute });
    expect(() => send({ secretOf, nonces, now: at + 15 * minute })).toThrow('nonce was used');
  });
});

describe('memory of nonces', () => {
  it('the memory of nonces is per access key', () => {
    const nonces = createNonces();
    nonces.remember('a', 'n', { now: 0, until: 10 });
    expect([nonces.isUsed('a', 'n', 0), nonces.isUsed('b', 'n', 0), nonces.isUsed('a', 'm', 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('lasts until the time that is given, and no longer', () => {
    const nonces = createNonces();
    nonces.remember('a', 'n', { now: 0, until: 10 });
    expect([nonces.isUsed('a', 'n', 10), nonces.isUsed('a', 'n', 11)]).toEqual([true, false]);
  });

  it('the memory of nonces is bounded: beyond its limit the oldest is forgotten', () => {
    const nonces = createNonces({ limit: 3 });
    for (const nonce of ['1', '2', '3', '4']) nonces.remember('a', nonce, { now: 0, until: 10 });
    expect(['1', '2', '3', '4'].map((nonce) => nonces.isUsed('a', nonce, 0))).toEqual([false, true, true, true]);
  });

  it('takes nothing for what has expired', () => {
    const nonces = createNonces({ limit: 2 });
    nonces.remember('a', '1', { now: 0, until: 10 });
    nonces.remember('a', '2', { now: 20, until: 30 });
    nonces.remember('a', '3', { now: 20, until: 30 });
    expect(['2', '3'].map((nonce) => nonces.isUsed('a', nonce, 20))).toEqual([true, true]);
  });

  it('the memory of nonces can be cleared', () => {
    const nonces = createNonces();
    nonces.remember('a', 'n', { now: 0, until: 10 });
    nonces.clear();
    expect(nonces.isUsed('a', 'n', 0)).toBe(false);
  });
});
