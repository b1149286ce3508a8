import { describe, expect, it } from 'vitest';
import { takeKeyPair } from '../../../../local/guest/files/take-key-pair.ts';

const old = { name: 'old', publicKey: 'ssh-rsa AAAAold comment of the file' };
const next = { name: 'next', publicKey: 'ssh-ed25519 AAAAnext' };

describe('authorized_keys after a boot', () => {
  const cases: [string, string, typeof old | null, typeof old | null, string][] = [
    ['gets the attached key, named after its pair', '', null, old, 'ssh-rsa AAAAold old\n'],
    ['exchanges the key taken before', 'ssh-rsa AAAAold old\n', old, next, 'ssh-ed25519 AAAAnext next\n'],
    ['loses the key taken before', 'ssh-rsa AAAAold old\n', old, null, ''],
    ['stays as it is without a change', '# mine\n\nssh-rsa AAAAold old\n', old, old, '# mine\n\nssh-rsa AAAAold old\n'],
    [
      'keeps other lines',
      '# a\nssh-rsa AAAAx x\r\nnonsense\n',
      null,
      next,
      '# a\nssh-rsa AAAAx x\r\nnonsense\nssh-ed25519 AAAAnext next\n',
    ],
    [
      'adds the newline that was missing',
      'ssh-rsa AAAAx x',
      null,
      next,
      'ssh-rsa AAAAx x\nssh-ed25519 AAAAnext next\n',
    ],
    [
      'replaces the same key in its place',
      'no-pty ssh-ed25519 AAAAnext by hand\nssh-rsa AAAAx\n',
      null,
      next,
      'ssh-ed25519 AAAAnext next\nssh-rsa AAAAx\n',
    ],
    ['has the key once', 'ssh-ed25519 AAAAnext 1\nssh-ed25519 AAAAnext 2\n', null, next, 'ssh-ed25519 AAAAnext next\n'],
    ['loses a key that was also added by hand', 'ssh-rsa AAAAold old\nssh-rsa AAAAold hand\n', old, null, ''],
    ['keeps a comment that has the key in it', '#ssh-rsa AAAAold old\n', old, null, '#ssh-rsa AAAAold old\n'],
    ['keeps a key whose comment has the key in it', 'ssh-rsa AAAAx AAAAold\n', old, null, 'ssh-rsa AAAAx AAAAold\n'],
  ];
  for (const [name, before, previous, attached, after] of cases) {
    it(`a file ${name}`, () => {
      expect(takeKeyPair(before, previous, attached)).toBe(after);
    });
  }
});
