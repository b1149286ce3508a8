import { describe, expect, it } from 'vitest';
import { parseAuthorizedKeyLine } from '../../../../local/guest/files/authorized-key-line.ts';

describe('line of authorized_keys', () => {
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
    it(`a line of authorized_keys reads ${name}`, () => {
      expect(parseAuthorizedKeyLine(line)).toEqual(expected);
    });
  }

  // With steps that grow as the square of the length, either would take hours.
  it('reads a line of megabytes in steps that grow with its length', () => {
    expect(parseAuthorizedKeyLine(`command="${String.raw`\"`.repeat(2_000_000)}`)).toBeUndefined();
    expect(parseAuthorizedKeyLine(`${'a="b"'.repeat(1_000_000)} x`)).toBeUndefined();
  });
});
