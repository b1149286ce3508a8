import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startFixtureHost } from '../fixture-host.ts';
import { type Sent, send, signWith } from '../send.ts';

const nowMs = Date.parse('2026-11-21T06:41:11.895Z');
const date = '2026-11-21T06:41:11Z';
const body = '{"a":1}';
const hash = createHash('sha256').update(body).digest('hex');
const json = { 'content-type': 'application/json' };

async function post(headers: Record<string, string>, sent: Sent = {}) {
  const { url } = await startFixtureHost({ now: () => nowMs });
  return send(`${url}/signed`, { body, ...sent, headers });
}

describe('authType function accepts', () => {
  const accepted: [name: string, headers: Record<string, string>][] = [
    [
      'what the documented samples send: an empty token, milliseconds, no host, an empty payload',
      signWith(
        { 'x-acs-date': '2026-11-21T06:41:11.895Z', 'x-acs-security-token': '' },
        { pathname: '/signed', payload: '' },
      ),
    ],
    [
      'the hash of the body as payload',
      signWith({ 'x-acs-date': date, ...json }, { pathname: '/signed', payload: hash }),
    ],
    [
      'a signed x-acs-content-sha256',
      signWith({ 'x-acs-date': date, ...json, 'x-acs-content-sha256': hash }, { pathname: '/signed', payload: hash }),
    ],
    [
      'a session token with its own keys',
      signWith({ 'x-acs-date': date, 'x-acs-security-token': 'token' }, { pathname: '/signed', payload: '' }, [
        'STS.ak',
        'sts-sk',
      ]),
    ],
    ['a date 15 minutes old', signWith({ 'x-acs-date': '2026-11-21T06:26:12Z' }, { pathname: '/signed', payload: '' })],
  ];
  it.each(accepted)('authType function accepts %s', async (_, headers) => {
    expect((await post(headers)).status).toBe(200);
  });

  it('a query, sorted', async () => {
    const { url } = await startFixtureHost({ now: () => nowMs });
    const query = { b: '2 x', a: '*' };

    const headers = signWith({ 'x-acs-date': date }, { pathname: '/signed', query, payload: '' });

    expect((await send(`${url}/signed?b=2%20x&a=*`, { headers })).status).toBe(200);
  });
});

describe('authType function refuses with 403', () => {
  const sign = (headers: Record<string, string>, payload = '', keys?: readonly [string, string]) =>
    signWith(headers, { pathname: '/signed', payload }, keys);
  const refused: [name: string, code: string, headers: Record<string, string>][] = [
    ['no signature', 'AccessDenied', {}],
    ['another scheme', 'AccessDenied', { 'x-acs-date': date, authorization: 'FC ak:c2ln' }],
    ['no date', 'AccessDenied', sign({})],
    ['a date that is none', 'AccessDenied', sign({ 'x-acs-date': 'yesterday' })],
    ['a date 16 minutes old', 'AccessDenied', sign({ 'x-acs-date': '2026-11-21T06:25:00Z' })],
    ['an unknown access key', 'InvalidAccessKeyID', sign({ 'x-acs-date': date }, '', ['nobody', 'sk'])],
    ['a wrong secret', 'SignatureNotMatch', sign({ 'x-acs-date': date }, '', ['ak', 'other'])],
    ['a payload of another body', 'SignatureNotMatch', sign({ 'x-acs-date': date }, '0'.repeat(64))],
    [
      'a session token of someone else',
      'InvalidSecurityToken.MismatchWithAccessKey',
      sign({ 'x-acs-date': date, 'x-acs-security-token': 'stolen' }, '', ['STS.ak', 'sts-sk']),
    ],
    [
      'temporary keys without their token',
      'InvalidSecurityToken.MismatchWithAccessKey',
      sign({ 'x-acs-date': date }, '', ['STS.ak', 'sts-sk']),
    ],
    [
      'a body that is not the one its signed hash names',
      'SignatureNotMatch',
      sign({ 'x-acs-date': date, 'x-acs-content-sha256': '0'.repeat(64) }, '0'.repeat(64)),
    ],
    ['an x-acs header that is not signed', 'AccessDenied', { ...sign({ 'x-acs-date': date }), 'x-acs-action': 'Do' }],
    [
      'a body hash that is not signed',
      'AccessDenied',
      { ...sign({ 'x-acs-date': date }), 'x-acs-content-sha256': hash },
    ],
  ];
  it.each(refused)('authType function refuses with 403 %s', async (_, code, headers) => {
    const answer = await post(headers);

    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ Code: code });
    expect(answer.text).not.toContain('"sk"');
  });

  it('another path than the signed one', async () => {
    const { url } = await startFixtureHost({ now: () => nowMs });
    const headers = signWith({ 'x-acs-date': date }, { pathname: '/signed', payload: '' });

    expect((await send(`${url}/signed/more`, { headers })).status).toBe(403);
  });
});
