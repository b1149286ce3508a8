import { describe, expect, it } from 'vitest';
import type { HostError } from '../../../../local/host/errors.ts';
import { verifyFcSignature } from '../../../../local/host/invoke-2016/signature.ts';
import type { SignedRequest } from '../../../../local/signature/acs3.ts';
import { md5Of, signFc } from './signed-headers.ts';

const path = '/2016-08-15/services/keyfleet.prod/functions/fixture-echo/invocations';
const date = 'Sat, 21 Nov 2026 16:30:00 GMT';
const minute = 60_000;

/** As fc2 2.6.6 signs it; its Content-MD5 is the base64 of the hexadecimal hash. */
const byClient: SignedRequest = {
  method: 'POST',
  path,
  query: [],
  headers: {
    accept: 'application/json',
    date,
    host: '127.0.0.1',
    'x-fc-account-id': '1234567890123456',
    'x-fc-invocation-type': 'Async',
    'content-type': 'application/octet-stream',
    'content-md5': 'ZWZmN2EwNDY3NTQ0MjJiYmExNmFmMTA0OWZkOGU0OWY=',
    authorization: 'FC LTAI-test-ak:EXranTdmpFcFA291D9bsE3UYxQksgkHYRdzO8ERHIWY=',
  },
  body: Buffer.from('{"k":1}\n'),
};

function verify(request: SignedRequest, nowMs = Date.parse(date)) {
  const secretOf = (accessKeyId: string) => ({ 'LTAI-test-ak': 'test-sk-0123456789', ak: 'sk' })[accessKeyId];
  return verifyFcSignature(request, { secretOf, nowMs });
}

function refusal(request: SignedRequest, nowMs?: number): { status: number; code: string } {
  try {
    verify(request, nowMs);
  } catch (error) {
    const { status, code } = error as HostError;
    return { status, code };
  }
  throw new Error('the request was accepted');
}

const having = (headers: SignedRequest['headers']): SignedRequest => ({
  ...byClient,
  headers: { ...byClient.headers, ...headers },
});

describe('FC signature', () => {
  it('verifies as the client of 2.0 makes it', () => {
    expect(verify(byClient)).toBe('LTAI-test-ak');
  });

  it('verifies with the documented Content-MD5, and without one', () => {
    expect.hasAssertions();
    const body = '{}';
    for (const more of [{ 'content-md5': md5Of(body) }, {}]) {
      expect(verify({ ...byClient, headers: signFc(path, { date, ...more }), body: Buffer.from(body) })).toBe('ak');
    }
  });

  it('the FC signature asks for the secret with the security token that is sent', () => {
    const asked: unknown[] = [];
    const secretOf = (...what: unknown[]) => void asked.push(what);
    const request = having({ 'x-fc-security-token': 'CAIS' });
    expect(() => verifyFcSignature(request, { secretOf, nowMs: Date.parse(date) })).toThrow('access key');
    expect(asked).toEqual([['LTAI-test-ak', 'CAIS']]);
  });

  const changed: [what: string, request: SignedRequest][] = [
    ['another method', { ...byClient, method: 'PUT' }],
    ['another function', { ...byClient, path: path.replace('echo', 'throws') }],
    ['another qualifier', { ...byClient, path: path.replace('.prod', '') }],
    ['another date', having({ date: 'Sat, 21 Nov 2026 16:30:01 GMT' })],
    ['another content type', having({ 'content-type': 'application/json' })],
    ['another Content-MD5', having({ 'content-md5': md5Of('other') })],
    ['another x-fc header', having({ 'x-fc-invocation-type': 'Sync' })],
    ['an x-fc header more', having({ 'x-fc-log-type': 'Tail' })],
    ['a signature of other letters', having({ authorization: 'FC LTAI-test-ak:AAAA' })],
  ];
  it.each(changed)('the FC signature is refused on %s', (_, request) => {
    expect(refusal(request)).toEqual({ status: 403, code: 'SignatureNotMatch' });
  });

  const refused: [what: string, status: number, code: string, request: SignedRequest][] = [
    ['no Authorization', 400, 'MissingRequiredHeader', having({ authorization: undefined })],
    ['another scheme', 403, 'AccessDenied', having({ authorization: 'ACS3-HMAC-SHA256 Credential=ak' })],
    ['an Authorization without a signature', 403, 'AccessDenied', having({ authorization: 'FC ak:' })],
    ['no date', 400, 'MissingRequiredHeader', having({ date: undefined })],
    ['a date that is none', 403, 'AccessDenied', having({ date: 'yesterday' })],
    ['an unknown access key', 403, 'InvalidAccessKeyID', having({ authorization: 'FC nobody:c2ln' })],
    ['another body', 400, 'InvalidArgument', { ...byClient, body: Buffer.from('{"k":2}\n') }],
  ];
  it.each(refused)('the FC signature is refused on %s: %i %s', (_, status, code, request) => {
    expect(refusal(request)).toEqual({ status, code });
  });

  it.each([15 * minute, -15 * minute])('the FC signature is good when its date is %i ms away', (ageMs) => {
    expect(verify(byClient, Date.parse(date) + ageMs)).toBe('LTAI-test-ak');
  });

  it.each([15 * minute + 1, -15 * minute - 1])(
    'the FC signature is no longer good when its date is %i ms away',
    (ageMs) => {
      expect(refusal(byClient, Date.parse(date) + ageMs)).toEqual({ status: 403, code: 'AccessDenied' });
    },
  );
});
