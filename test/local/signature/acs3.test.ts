import { describe, expect, it } from 'vitest';
import { type SignatureError, type SignedRequest, verifyAcs3 } from '../../../local/signature/acs3.ts';
import { decodePairs, encodeStrictly } from '../../../local/signature/percent-encoding.ts';
import { type Recorded, readRecorded, secrets, toRequest } from './recorded.ts';

const recorded = readRecorded('acs3');
const minute = 60_000;

function sentAt({ headers }: SignedRequest): number {
  return Date.parse(String(headers['x-acs-date']));
}

function verify(request: SignedRequest, now = sentAt(request)) {
  return verifyAcs3(request, { secretOf: (accessKeyId) => secrets[accessKeyId], now });
}

function refusal(request: SignedRequest, now?: number): Pick<SignatureError, 'status' | 'code' | 'message'> {
  try {
    verify(request, now);
  } catch (error) {
    const { status, code, message } = error as SignatureError;
    return { status, code, message };
  }
  throw new Error('the request was accepted');
}

const named = (name: string) => toRequest(recorded.find((request) => request.name.endsWith(name)) as Recorded);
const withHeaders = (request: SignedRequest, headers: SignedRequest['headers']) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
/** The same canonical text, if names were signed as they stand. */
function inOneName(request: SignedRequest): SignedRequest {
  const [[first, value] = ['', ''], [second, ...rest] = ['', ''], ...others] = request.query;
  return { ...request, query: [[`${first}=${encodeStrictly(value)}&${second}`, rest[0] ?? ''], ...others] };
}
const attach = named('AttachKeyPair');
const form = named('ENS-form-POST');
const authorization = String(attach.headers.authorization);

describe('recorded request of a real client', () => {
  it.each(recorded)('a recorded request of a real client verifies: $name', (request) => {
    expect(verify(toRequest(request)).accessKeyId).toBe(
      request.headers.authorization?.match(/Credential=([^,]+)/)?.[1],
    );
  });

  it('verifies as the documentation computes it (Request signatures V3, RunInstances)', () => {
    const names = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
    const signature = '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0';
    const request: SignedRequest = {
      method: 'POST',
      path: '/',
      query: decodePairs('RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'),
      headers: {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        'x-acs-action': 'RunInstances',
        'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
        'x-acs-version': '2014-05-26',
        authorization: `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${names},Signature=${signature}`,
      },
      body: Buffer.alloc(0),
    };
    const options = { secretOf: () => 'YourAccessKeySecret', now: sentAt(request) };
    expect(verifyAcs3(request, options)).toEqual({ accessKeyId: 'YourAccessKeyId' });
  });
});

describe('changed request', () => {
  const changes: [what: string, request: SignedRequest][] = [
    ['another method', { ...attach, method: 'GET' }],
    ['another path', { ...attach, path: '/other' }],
    ['a parameter more', { ...attach, query: [...attach.query, ['DryRun', 'true']] }],
    ['a parameter less', { ...attach, query: attach.query.slice(1) }],
    ['another value', { ...attach, query: attach.query.map(([name]) => [name, 'x'] as const) }],
    ['another action', withHeaders(attach, { 'x-acs-action': 'DetachKeyPair' })],
    ['two parameters in the name of one', inOneName(attach)],
    ['another host', withHeaders(attach, { host: '127.0.0.1:1' })],
    ['another nonce', withHeaders(attach, { 'x-acs-signature-nonce': 'x' })],
    ['another body', { ...form, body: Buffer.from('KeyPairName=other') }],
    ['a body where none was signed', { ...attach, body: Buffer.from('KeyPairName=other') }],
    [
      'another body with its own hash',
      withHeaders({ ...form, body: Buffer.alloc(0) }, { 'x-acs-content-sha256': 'e3b0' }),
    ],
    ['a shorter signature', withHeaders(attach, { authorization: authorization.slice(0, -1) })],
    [
      'a signature of other letters',
      withHeaders(attach, { authorization: authorization.replace(/.{64}$/, 'f'.repeat(64)) }),
    ],
  ];
  it.each(changes)('a changed request is refused: %s', (_what, request) => {
    expect(refusal(request)).toEqual({
      status: 400,
      code: 'SignatureDoesNotMatch',
      message: expect.stringMatching(/server string to sign is:ACS3-HMAC-SHA256\n[\da-f]{64}$/),
    });
  });

  it('a changed request is refused when signed with another secret', () => {
    const check = () => verifyAcs3(attach, { secretOf: () => 'other', now: sentAt(attach) });
    expect(check).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }));
  });
});

describe('headers', () => {
  it.each(['x-acs-extra', 'content-type'])('the header %s is refused when it is there and not signed', (name) => {
    const { code, message } = refusal(withHeaders(attach, { [name]: 'x' }));
    expect({ code, message }).toEqual({
      code: 'IncompleteSignature',
      message: `The request signature does not conform to Aliyun standards. The header ${name} is not signed.`,
    });
  });

  it('host is refused when it is not signed', () => {
    const unsigned = authorization.replace('host;', '');
    expect(refusal(withHeaders(attach, { authorization: unsigned })).code).toBe('IncompleteSignature');
  });

  it('a header that is signed must be there', () => {
    expect(refusal(withHeaders(attach, { 'x-acs-version': undefined })).code).toBe('IncompleteSignature');
  });

  it.each(['constructor', 'toString', '__proto__'])('a header that every object has is none: %s', (name) => {
    const listed = authorization.replace('host;', `${name};host;`);
    expect(refusal(withHeaders(attach, { authorization: listed })).code).toBe('IncompleteSignature');
  });

  it('those that are neither x-acs, host nor content-type may change', () => {
    expect(verify(withHeaders(attach, { 'user-agent': 'x', accept: '*/*', connection: 'close' }))).toBeDefined();
  });
});

describe('Authorization', () => {
  const malformed: [value: string | undefined, code: string][] = [
    [undefined, 'MissingAccessKeyId'],
    ['', 'MissingAccessKeyId'],
    ['acs ak:signature', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 Credential=a,Signature=b', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 SignedHeaders=host,Signature=b', 'IncompleteSignature'],
    ['ACS3-HMAC-SHA256 ,,=', 'IncompleteSignature'],
  ];
  it.each(malformed)('Authorization %s is %s', (value, code) => {
    expect(refusal(withHeaders(attach, { authorization: value }))).toMatchObject({ status: 400, code });
  });

  it('Authorization of a key that is not known is 404', () => {
    const stranger = withHeaders(attach, { authorization: authorization.replace('LTAI-test-ak', 'LTAI-other') });
    expect(refusal(stranger)).toEqual({
      status: 404,
      code: 'InvalidAccessKeyId.NotFound',
      message: 'Specified access key is not found.',
    });
  });
});

describe('x-acs-date', () => {
  const at = sentAt(attach);
  it.each([at + 15 * minute, at - 15 * minute])('15 minutes off is still accepted', (now) => {
    expect(verify(attach, now)).toBeDefined();
  });

  it.each([at + 15 * minute + 1, at - 15 * minute - 1])('more than 15 minutes off is expired', (now) => {
    expect(refusal(attach, now)).toMatchObject({ status: 400, code: 'InvalidTimeStamp.Expired' });
  });

  it.each(['2026-11-21 16:30:18', '2026-13-41T16:30:18Z', 'yesterday'])('x-acs-date %s is malformed', (value) => {
    expect(refusal(withHeaders(attach, { 'x-acs-date': value }))).toMatchObject({
      status: 400,
      code: 'InvalidTimeStamp.Format',
    });
  });

  it('x-acs-date must be there', () => {
    expect(refusal(withHeaders(attach, { 'x-acs-date': undefined }), at).code).toBe('MissingTimestamp');
  });
});
