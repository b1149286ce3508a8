import { describe, expect, it } from 'vitest';
import { isGone, judgementOf, parseGuestReport } from '../../../shared/guest/scripts.ts';
import { bodyOf, newKey } from './keys.ts';
import { guestReport } from './reports.ts';

const key = newKey();
const gone = newKey();
const whole = `keyfleet report
keyfleet ok no
keyfleet code NoSpace
keyfleet changed no
keyfleet message NoSpace cp: No space left on device
keyfleet key ,from,command ${key} no ForcedCommand yes
keyfleet absent - ${gone} no KeyAbsent no
keyfleet more
keyfleet sshd passwordauthentication no
keyfleet sshd allowusers ops
keyfleet sshd allowusers admin
keyfleet uid 1000
keyfleet password yes
keyfleet account locked
keyfleet differs permitrootlogin
keyfleet stale
keyfleet may publickey,password
keyfleet hostkey ${key}
keyfleet boot 4de2420d-d13e-4e12-9b4f-9b002c1eb783
keyfleet end
`;

describe('a guest’s report', () => {
  it('is read line by line', () => {
    const report = parseGuestReport(whole);

    expect(report).toMatchObject({
      ok: false,
      code: 'NoSpace',
      message: 'no space is left: cp: No space left on device',
      changed: false,
      hasMoreKeys: true,
      sshd: {
        passwordAuthentication: false,
        pubkeyAuthentication: null,
        permitRootLogin: null,
        authorizedKeysFile: null,
        port: null,
      },
      uid: 1000,
      passwordSet: true,
      account: ['locked'],
      differs: ['permitrootlogin'],
      isStale: true,
      isOneOfSeveral: false,
      methods: ['publickey', 'password'],
      hostKeys: [key],
      bootId: '4de2420d-d13e-4e12-9b4f-9b002c1eb783',
    });
    expect(report.sshd?.all.get('allowusers')).toBe('ops admin');
  });

  it('has each key with its options and what is judged of it', () => {
    const report = parseGuestReport(whole);

    expect(report.keys).toEqual([
      {
        type: 'ssh-ed25519',
        body: bodyOf(key),
        fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
        hasOptions: true,
        options: ['from', 'command'],
        judgement: {
          takes: 'no',
          code: 'ForcedCommand',
          message: expect.stringContaining('may only run a fixed command'),
          accepted: 'yes',
          by: 'question',
        },
      },
    ]);
    expect([judgementOf(report, gone).code, isGone(report, gone), isGone(report, key)]).toEqual([
      'KeyAbsent',
      'yes',
      'no',
    ]);
  });

  it.each([
    ['a code of its own', whole.replace('code NoSpace', 'code SendMoney'), 'ScriptFailed'],
    ['a code with something behind it', whole.replace('code NoSpace', 'code NoSpace; rm'), 'ScriptFailed'],
    ['no code at all', whole.replace('keyfleet code NoSpace\n', ''), 'ScriptFailed'],
  ])('has a code of ours, whatever the guest says: %s', (_, output, code) => {
    expect(parseGuestReport(output)).toMatchObject({ ok: false, code });
  });

  it('has no character that moves a cursor or turns a line around, and is short', () => {
    const nasty = `\u001b[2J\u202Eevil\u0007\u009b ${'x'.repeat(1_000)}`;
    const { message } = parseGuestReport(whole.replace('cp: No space left on device', nasty));

    expect(message).toMatch(/^[ -~]*$/);
    expect(message.length).toBeLessThan(400);
  });

  it('is not read where it is longer than any of ours', () => {
    const many = `keyfleet key plain ${key} yes - yes\n`.repeat(2_000);

    expect(parseGuestReport(whole.replace('keyfleet more\n', many))).toMatchObject({
      code: 'OutputIncomplete',
      keys: [],
    });
  });

  it.each([
    ['yes with a cause', 'yes ForcedCommand yes'],
    ['no without one', 'no - yes'],
    ['a cause that is none of ours', 'no Because yes'],
    ['a stop that is no cause', 'no NoSpace yes'],
    ['words missing', 'yes'],
  ])('takes no judgement that does not fit together for one: %s', (_, words) => {
    const report = parseGuestReport(whole.replace('no ForcedCommand yes', words));

    expect(report.keys[0]?.judgement).toMatchObject({ takes: 'unknown', code: 'SshdNotAsked', by: null });
  });

  it('is the same between lines of others and with CRLF', () => {
    expect(parseGuestReport(`Welcome!\nkeyfleet is here\n${whole}bye\n`)).toEqual(parseGuestReport(whole));
    expect(parseGuestReport(whole.replaceAll('\n', '\r\n'))).toEqual(parseGuestReport(whole));
  });

  it.each([
    ['nothing', ''],
    ['the end is missing', whole.replace('keyfleet end\n', '')],
    ['the last line is cut', whole.slice(0, -5)],
    ['the start is missing', whole.slice(20)],
    ['there is another program’s output only', 'sh: 1: not found\n'],
  ])('says nothing when it is not whole: %s', (_, output) => {
    const message = 'the script did not print its whole report';
    expect(parseGuestReport(output)).toEqual(guestReport({ ok: false, code: 'OutputIncomplete', message }));
  });

  it.each([
    ['not Base64', 'ssh-rsa AAAA!'],
    ['another type than its body’s', key.replace('ed25519', 'rsa')],
    ['a body that is cut off', key.slice(0, -4)],
  ])('lists no key that sshd would not read: %s', (_, bad) => {
    expect(parseGuestReport(whole.replace(`,from,command ${key}`, `plain ${bad}`)).keys).toEqual([]);
  });
});
