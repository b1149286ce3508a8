import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addKeyScript, inspectScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';
import { programOf } from './program.ts';

const key = newKey();
const user = 'admin';
/** The longest key that a product hands out: RSA of 4,096 bits. */
const rsa4096 = () => newKey('ssh-rsa', 512);
const longest = `${rsa4096()} ${'x'.repeat(40)}`;
const scriptsFor = (name: string) => ({
  add: addKeyScript({ user: name, publicKey: longest }),
  'add, by files': addKeyScript({ user: name, publicKey: longest, proof: 'files' }),
  remove: removeKeyScript({ user: name, remove: longest }),
  'remove with keep': removeKeyScript({ user: name, remove: longest, keep: rsa4096() }),
  'remove with keep, by files': removeKeyScript({ user: name, remove: longest, keep: rsa4096(), proof: 'files' }),
  'remove with keep, by login': removeKeyScript({ user: name, remove: longest, keep: rsa4096(), proof: 'login' }),
  inspect: inspectScript({ user: name, publicKey: longest }),
});
const scripts = scriptsFor(user);
/** The longest name that useradd(8) takes. */
const largest = scriptsFor('u'.repeat(32));

describe('the scripts', () => {
  it.each(Object.entries(largest))(
    '%s is at most 12,000 bytes of Base64 and has nothing that Cloud Assistant replaces',
    (_, text) => {
      expect(Buffer.from(text).toString('base64').length).toBeLessThanOrEqual(12_000);
      expect(text).not.toContain('{{');
      expect(text).toMatch(/^[\n\t -~]*$/);
    },
  );

  it.each([
    ['two keys', `${key}\n${key}`],
    ['a second line in the comment', `${key} a\nrm -rf /`],
    ['a carriage return', `${key} a\rb`],
    ['options', `command="x" ${key}`],
    ['another type than the body’s', key.replace('ed25519', 'rsa')],
    [
      'a type that no product has',
      `ssh-dss ${Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.from('ssh-dss'), Buffer.from([0, 0, 0, 0])]).toString('base64')}`,
    ],
    ['a body that was cut off', key.slice(0, -8)],
    ['a body with something behind it', `${key}$(id)`],
    ['a body of nothing', 'ssh-rsa AAAA'],
    ['nothing', ''],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
  ])('refuse %s', (_, publicKey) => {
    expect(() => addKeyScript({ user, publicKey })).toThrow('publicKey: expected one line of OpenSSH');
    expect(() => inspectScript({ user, publicKey })).toThrow(expect.objectContaining({ code: 'InvalidParameter' }));
  });

  it.each(['', 'Admin', '-x', 'a b', "a'b", 'a;b', '../x', 'a\nb', 'a:b', 'x'.repeat(33)])(
    'refuse the user %j',
    (name) => {
      expect(() => inspectScript({ user: name })).toThrow('user: expected');
      expect(() => addKeyScript({ user: name, publicKey: key })).toThrow('user: expected');
      expect(() => removeKeyScript({ user: name, remove: key })).toThrow('user: expected');
    },
  );

  it('refuse to keep the key that they remove', () => {
    expect(() => removeKeyScript({ user, remove: `${key} old`, keep: bodyOf(key) })).toThrow(
      'keep: expected another key',
    );
  });

  inEachShell((shell) => {
    it.each(Object.entries(scripts))('are well formed: %s', (_, text) => {
      const [command = '', ...rest] = shell.command;
      for (const program of [text, programOf(text)]) {
        expect(spawnSync(command, [...rest, '-n', '-c', program], { encoding: 'utf8' })).toMatchObject({
          status: 0,
          stderr: '',
        });
      }
    });

    it.each(Object.entries(scripts))('are nothing but what was packed, and %s unpacks here', (_, text) => {
      const [command = '', ...rest] = shell.command;
      const shown = text.replace('eval "$program"', 'printf %s "$program"');
      const { stdout } = spawnSync(command, [...rest, '-c', shown], { encoding: 'utf8', env: { PATH: shell.path } });
      expect(stdout).toBe(programOf(text).trimEnd());
    });

    it('write a comment as text, without what a shell would read in it', async () => {
      const guest = new Guest(shell);

      await guest.run(addKeyScript({ user, publicKey: `${key} it's $(>$HOME/x) \`>x\` "q" \\n {{a}} é %s;&` }));

      const name = 'it_s ____HOME/x_ __x_ _q_ _n __a__ _ _s_';
      expect(guest.read()).toBe(`${key} ${name}\n`);
      expect([existsSync('/x'), existsSync(join(guest.home, 'x'))]).toEqual([false, false]);
    });

    it('stand on Linux only', async ({ skip }) => {
      skip(shell.name === 'busybox', 'busybox prefers its own uname');
      const guest = new Guest(shell);
      guest.command('uname', ['echo FreeBSD']);

      const { report, status } = await guest.run(inspectScript({ user }));

      expect([report.ok, report.code, report.message, status]).toEqual([
        false,
        'NotLinux',
        'this is not Linux: FreeBSD',
        1,
      ]);
    });
  });
});
