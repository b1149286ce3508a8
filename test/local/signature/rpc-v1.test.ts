import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePairs } from '../../../local/signature/percent-encoding.ts';
import { type RpcV1Request, signRpcV1, verifyRpcV1 } from '../../../local/signature/rpc-v1.ts';
import type { SignatureError } from '../../../local/signature/signature-error.ts';
import { type Recorded, readRecorded, secrets } from './recorded.ts';

const recorded = readRecorded('rpc-v1');
const minute = 60_000;

function toRpcV1({ method, target, body }: Recorded): RpcV1Request {
  return { method, parameters: new Map([...decodePairs(target.split('?')[1] ?? ''), ...decodePairs(body)]) };
}

const sentAt = ({ parameters }: RpcV1Request) => Date.parse(parameters.get('Timestamp') ?? '');

function verify(request: RpcV1Request, now = sentAt(request)) {
  return verifyRpcV1(request, { secretOf: (accessKeyId) => secrets[accessKeyId], now });
}

function refusal(request: RpcV1Request, now?: number): Pick<SignatureError, 'status' | 'code' | 'message'> {
  try {
    verify(request, now);
  } catch (error) {
    const { status, code, message } = error as SignatureError;
    return { status, code, message };
  }
  throw new Error('the request was accepted');
}

const attach = toRpcV1(recorded[0] as Recorded);
const having = (changes: Record<string, string>): RpcV1Request => ({
  ...attach,
  parameters: new Map([...attach.parameters, ...Object.entries(changes)]),
});
const lacking = (name: string): RpcV1Request => ({
  ...attach,
  parameters: new Map([...attach.parameters].filter(([other]) => other !== name)),
});

describe('a recorded request of a real client', () => {
  it.each(recorded)('verifies, wherever its parameters travel: $name', (request) => {
    expect(verify(toRpcV1(request))).toEqual({ accessKeyId: 'LTAI-test-ak' });
  });

  it('verifies as the documentation computes it (Request signatures, DescribeRegions)', () => {
    const query =
      'Timestamp=2016-02-23T12:46:24Z&Format=XML&AccessKeyId=testid&Action=DescribeRegions&SignatureMethod=HMAC-SHA1' +
      '&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&Version=2014-05-26&SignatureVersion=1.0';
    const parameters = new Map([...decodePairs(query), ['Signature', 'OLeaidS1JvxuMvnyHOwuJ+uX5qY='] as const]);
    const options = { secretOf: () => 'testsecret', now: Date.parse('2016-02-23T12:46:24Z') };
    expect(verifyRpcV1({ method: 'GET', parameters }, options)).toEqual({ accessKeyId: 'testid' });
  });
});

describe('changed request', () => {
  const changes: [what: string, request: RpcV1Request][] = [
    ['another method', { ...attach, method: 'GET' }],
    ['a parameter more', having({ DryRun: 'true' })],
    ['a parameter less', lacking('RegionId')],
    ['another value', having({ KeyPairName: 'other' })],
    ['another action', having({ Action: 'DetachKeyPair' })],
    ['another version', having({ Version: '2017-11-10' })],
    ['another nonce', having({ SignatureNonce: 'x' })],
    ['another format', having({ Format: 'XML' })],
    ['another signature', having({ Signature: 'bEyWav0Fo7QV8fCPALahygPY6kF=' })],
    ['a signature in hexadecimal', having({ Signature: 'ff'.repeat(20) })],
  ];
  it.each(changes)('a changed request is refused: %s', (_what, request) => {
    expect(refusal(request)).toEqual({
      status: 400,
      code: 'SignatureDoesNotMatch',
      message: expect.stringMatching(/^Specified signature is not matched .* server string to sign is:[A-Z]+&%2F&/),
    });
  });

  it('a changed request is refused whatever parameter was added', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, value) => {
        fc.pre(!attach.parameters.has(name));
        expect(refusal(having({ [name]: value })).code).toBe('SignatureDoesNotMatch');
      }),
    );
  });
});

describe('what is signed', () => {
  /** Written from the specification, apart from the code under test. */
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

  it('what is signed is every parameter, encoded twice, sorted by name, under the secret with an ampersand', () => {
    const value = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z][\w.]{0,9}$/), value), (fields) => {
        const names = Object.keys(fields).filter((name) => name !== 'Signature');
        const text = names.toSorted().map((name) => `${encode(name)}=${encode(fields[name] ?? '')}`);
        const signature = createHmac('sha1', 'secret&')
          .update(`POST&%2F&${encode(text.join('&'))}`)
          .digest('base64');
        expect(signRpcV1({ method: 'POST', parameters: new Map(Object.entries(fields)) }, 'secret')).toBe(signature);
      }),
    );
  });
});

describe('parameters of the scheme', () => {
  it.each(['AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'Timestamp'])(
    'the parameter %s of the scheme must be there',
    (name) => {
      const expected = { status: 400, code: `Missing${name}`, message: `${name} is mandatory for this action.` };
      expect(refusal(lacking(name), sentAt(attach))).toEqual(expected);
      expect(refusal(having({ [name]: '' }), sentAt(attach))).toEqual(expected);
    },
  );

  it.each([
    ['SignatureMethod', 'HMAC-SHA256'],
    ['SignatureVersion', '2.0'],
  ])('parameters of the scheme %s %s is not known', (name, value) => {
    expect(refusal(having({ [name]: value }))).toMatchObject({ status: 400, code: 'IncompleteSignature' });
  });

  it('parameters of the scheme of a key that is not known are 404', () => {
    expect(refusal(having({ AccessKeyId: 'LTAI-other' }))).toMatchObject({
      status: 404,
      code: 'InvalidAccessKeyId.NotFound',
    });
  });

  it('name the security token, which the key must have', () => {
    const asked: unknown[] = [];
    const secretOf = (...what: unknown[]) => void asked.push(what);
    const verifyWith = (request: RpcV1Request) => () => verifyRpcV1(request, { secretOf, now: sentAt(request) });
    expect(verifyWith(having({ SecurityToken: 'CAIS' }))).toThrow('access key is not found');
    expect(verifyWith(attach)).toThrow('access key is not found');
    expect(asked).toEqual([
      ['LTAI-test-ak', 'CAIS'],
      ['LTAI-test-ak', undefined],
    ]);
  });
});

describe('Timestamp', () => {
  const at = sentAt(attach);
  it.each([at + 15 * minute, at - 15 * minute])('15 minutes off is still accepted', (now) => {
    expect(verify(attach, now)).toBeDefined();
  });

  it.each([at + 15 * minute + 1, at - 15 * minute - 1])('more than 15 minutes off is expired', (now) => {
    expect(refusal(attach, now)).toMatchObject({ status: 400, code: 'InvalidTimeStamp.Expired' });
  });

  it('a Timestamp with milliseconds, which aliyun-sdk always sends, is no malformed one', () => {
    const value = new Date(at).toISOString();
    expect(value).toMatch(/\.\d{3}Z$/);
    expect(refusal(having({ Timestamp: value }), at)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it.each(['2026-11-21 16:30:18', '2026-13-41T16:30:18Z', 'yesterday'])('Timestamp %s is malformed', (value) => {
    expect(refusal(having({ Timestamp: value }), at)).toMatchObject({ status: 400, code: 'InvalidTimeStamp.Format' });
  });
});
