import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addKeyScript, inspectScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';

const key = newKey();
const user = 'admin';
/** About the longest key there is: RSA of 16,384 bits has a body of 2.7 KB; ECS imports up to 4,096 bits. */
const scripts = {
  add: addKeyScript({ user, publicKey: `${newKey('ssh-rsa')} ${'x'.repeat(300)}` }),
  remove: removeKeyScript({ user, remove: newKey('ssh-rsa'), keep: newKey('ssh-rsa') }),
  inspect: inspectScript({ user, publicKey: newKey('ssh-rsa') }),
};

describe('the scripts', () => {
  it.each(Object.entries(scripts))(
    '%s fits RunCommand’s 18 KB of Base64 and has nothing that Cloud Assistant replaces',
    (_, text) => {
      expect(Buffer.from(text).length).toBeLessThan(12 * 1024);
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
      expect(spawnSync(command, [...rest, '-n', '-c', text], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    });

    it('write a comment as text, without what a shell would read in it', async () => {
      const guest = new Guest(shell);

      await guest.run(
        addKeyScript({ user, publicKey: `${key} it's $(touch ${guest.root}/x) \`id\` "q" \\n {{a}} é %s;&` }),
      );

      const name = `it_s __touch ${guest.root}/x_ _id_ _q_ _n __a__ _ _s__`;
      expect(guest.read()).toBe(`${key} ${name}\n`);
      expect(existsSync(join(guest.root, 'x'))).toBe(false);
    });

    it('stand on Linux only', async ({ skip }) => {
      skip(shell.name === 'busybox', 'busybox prefers its own uname');
      const guest = new Guest(shell);
      guest.command('uname', ['echo FreeBSD']);

      const { report, status } = await guest.run(inspectScript({ user }));

      expect([report.ok, report.code, report.message, status]).toEqual([
        false,
        'NotLinux',
        'this is FreeBSD, not Linux',
        1,
      ]);
    });
  });
});
