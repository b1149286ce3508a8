import { describe, expect, it } from 'vitest';
import { parseGuestReport } from '../../../shared/guest/scripts.ts';
import { bodyOf, newKey } from './keys.ts';

const key = newKey();
const whole = `keyfleet report 1
keyfleet ok no
keyfleet code NoSpace
keyfleet changed no
keyfleet message cp: No space left on device
keyfleet key options ${key}
keyfleet more
keyfleet sshd passwordauthentication no
keyfleet password yes
keyfleet hostkey ${key}
keyfleet boot 4de2420d-d13e-4e12-9b4f-9b002c1eb783
keyfleet end
`;

describe('a guest’s report', () => {
  it('is read line by line', () => {
    expect(parseGuestReport(whole)).toEqual({
      ok: false,
      code: 'NoSpace',
      message: 'cp: No space left on device',
      changed: false,
      keys: [
        {
          type: 'ssh-ed25519',
          body: bodyOf(key),
          fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
          hasOptions: true,
        },
      ],
      hasMoreKeys: true,
      sshd: {
        passwordAuthentication: false,
        pubkeyAuthentication: null,
        permitRootLogin: null,
        authorizedKeysFile: null,
        port: null,
      },
      passwordSet: true,
      hostKeys: [key],
      bootId: '4de2420d-d13e-4e12-9b4f-9b002c1eb783',
    });
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
    expect(parseGuestReport(output)).toMatchObject({
      ok: false,
      code: 'OutputIncomplete',
      keys: [],
      bootId: null,
      passwordSet: null,
    });
  });

  it.each([
    ['not Base64', 'ssh-rsa AAAA!'],
    ['another type than its body’s', key.replace('ed25519', 'rsa')],
    ['a body that is cut off', key.slice(0, -4)],
  ])('lists no key that sshd would not read: %s', (_, bad) => {
    expect(parseGuestReport(whole.replace(`options ${key}`, `plain ${bad}`)).keys).toEqual([]);
  });
});
