import { describe, expect, it } from 'vitest';
import { parseAuthorizedKeyLine } from '../../../../local/guest/files/authorized-key-line.ts';

describe('a line of authorized_keys', () => {
  const key = { type: 'ssh-ed25519', base64: 'AAAAC3Nz' };
  const cases: [string, string, object | undefined][] = [
    ['a key', 'ssh-ed25519 AAAAC3Nz', { options: '', ...key }],
    ['a comment after the key', 'ssh-ed25519 AAAAC3Nz me@home ssh-rsa BBBB', { options: '', ...key }],
    ['CRLF', 'ssh-ed25519 AAAAC3Nz\r', { options: '', ...key }],
    ['leading blanks and tabs', ' \tssh-ed25519\tAAAAC3Nz', { options: '', ...key }],
    ['options', 'no-pty,from="10.0.0.0/8" ssh-ed25519 AAAAC3Nz x', { options: 'no-pty,from="10.0.0.0/8"', ...key }],
    [
      'blanks in options',
      'command="a b ssh-rsa CCCC" ssh-ed25519 AAAAC3Nz',
      { options: 'command="a b ssh-rsa CCCC"', ...key },
    ],
    [
      'quotes in options',
      String.raw`command="say \"hi\" x" ssh-ed25519 AAAAC3Nz`,
      { options: String.raw`command="say \"hi\" x"`, ...key },
    ],
    [
      'a type with a domain',
      'sk-ssh-ed25519@openssh.com AAAA= x',
      { options: '', type: 'sk-ssh-ed25519@openssh.com', base64: 'AAAA=' },
    ],
    ['nothing', '', undefined],
    ['a commented key', ' # ssh-ed25519 AAAAC3Nz', undefined],
    ['a type without a key', 'ssh-ed25519', undefined],
    ['an unfinished quote', 'command="x ssh-ed25519 AAAAC3Nz', undefined],
  ];
  for (const [name, line, expected] of cases) {
    it(`reads ${name}`, () => {
      expect(parseAuthorizedKeyLine(line)).toEqual(expected);
    });
  }

  it('is read in no time, however hard it is to read', () => {
    const started = performance.now();
    parseAuthorizedKeyLine(`command="${String.raw`\"`.repeat(50_000)}`);
    parseAuthorizedKeyLine(`${'a="b"'.repeat(50_000)} x`);

    expect(performance.now() - started).toBeLessThan(1000);
  });
});
