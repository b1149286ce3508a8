import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';
import { type Shell, shells, which } from './shells.ts';

const inspect = inspectScript({ user: 'admin' });

describe('inspecting a guest', () => {
  inEachShell((shell) => {
    it('changes nothing', async () => {
      const guest = new Guest(shell);

      const { report, errors } = await guest.run(inspect);

      expect(report).toMatchObject({ ok: true, code: null, changed: false, keys: [], hasMoreKeys: false });
      expect([errors, guest.listing()]).toEqual(['', []]);
    });

    it('lists each key once, with OpenSSH’s fingerprint, and drops what sshd would not read', async () => {
      const key = newKey('ssh-rsa');
      const guest = new Guest(shell, `${key} a\n${key} b\nfrom="a" ${key}\nssh-rsa AAAAgarbage\nssh-rsa\nwords\n`);

      const { report } = await guest.run(inspect);

      const digest = createHash('sha256')
        .update(Buffer.from(bodyOf(key), 'base64'))
        .digest('base64')
        .replace(/=+$/, '');
      const judgement = expect.objectContaining({ takes: 'yes', code: null, by: 'question' });
      const same = { type: 'ssh-rsa', body: bodyOf(key), fingerprint: `SHA256:${digest}`, judgement };
      expect(report.keys).toEqual([
        { ...same, hasOptions: false, options: [] },
        { ...same, hasOptions: true, options: ['from'] },
      ]);
    });

    it('leaves nothing of what it asked sshd with', async () => {
      const guest = new Guest(shell, `${newKey()}\n`);

      await guest.run(inspect);

      const [asked] = /(?<=-i )\S+/.exec(readFileSync(`${guest.root}/asked`, 'utf8')) ?? [];
      expect(asked).toMatch(/\/1\.pub$/);
      expect(existsSync(dirname(asked ?? '/'))).toBe(false);
    });

    it('asks for twenty keys that are refused, each once, five over one connection', async () => {
      const keys = Array.from({ length: 25 }, () => newKey());
      const guest = new Guest(shell, keys.join('\n'));
      guest.answers('no');

      const { report } = await guest.run(inspect);

      const asked = readFileSync(`${guest.root}/asked`, 'utf8').trim().split('\n');
      expect(asked.map((line) => line.match(/-i /g)?.length)).toEqual([5, 5, 5, 5]);
      expect(report.keys.filter(({ judgement }) => judgement.accepted === 'no')).toHaveLength(20);
    });

    it('names the methods that sshd takes, and takes it for a no to every key where keys are not among them', async () => {
      const guest = new Guest(shell, `${newKey()}\n${newKey()}\n`);
      const answersTo = async (...methods: string[]) => {
        guest.command('ssh', [`echo "debug1: Authentications that can continue: ${methods.join()}" >&2; exit 255`]);
        const { report } = await guest.run(inspect);
        return { methods: report.methods, accepted: report.keys.map(({ judgement }) => judgement.accepted) };
      };

      expect(await answersTo('password', 'hostbased')).toEqual({
        methods: ['password', 'hostbased'],
        accepted: ['no', 'no'],
      });
      expect(await answersTo('publickey')).toEqual({ methods: ['publickey'], accepted: ['unknown', 'unknown'] });
    });

    it('says what sshd would do for this user', async () => {
      const guest = new Guest(shell);
      guest.command('sshd', [
        'case "$*" in "-T -C user=admin,"*) ;; *) exit 1 ;; esac',
        'printf "%s\\n" "port 2222" "port 22" "permitrootlogin without-password" "passwordauthentication no"',
        'printf "%s\\n" "pubkeyauthentication yes" "authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2"',
      ]);

      const { report } = await guest.run(inspect);

      expect(report.sshd).toMatchObject({
        port: 2222,
        permitRootLogin: 'without-password',
        passwordAuthentication: false,
        pubkeyAuthentication: true,
        authorizedKeysFile: '.ssh/authorized_keys .ssh/authorized_keys2',
      });
    });

    it('knows nothing of the settings of an sshd that does not answer for this user', async () => {
      const guest = new Guest(shell);
      guest.command('sshd', ['[ "$*" = -T ] && echo "passwordauthentication yes"']);

      const { report } = await guest.run(inspect);

      expect([report.ok, report.sshd, report.keys]).toEqual([true, null, []]);
    });

    it.each([
      ['$6$salt$secret-hash', true],
      ['$y$j9T$secret-hash', true],
      ['', false],
      ['!', false],
      ['!!', false],
      ['*', false],
      ['!$6$salt$secret-hash', false],
    ])('knows whether the password %j can be used and never prints it', async (password, expected) => {
      const guest = new Guest(shell);
      guest.knows('admin', { password });

      const { report, output, errors } = await guest.run(inspect);

      expect(report.passwordSet).toBe(expected);
      expect(output + errors).not.toContain('secret-hash');
    });

    it('does not know the password of a user whom the shadow file does not name', async () => {
      const guest = new Guest(shell);
      guest.command('getent', [`[ "$1" = passwd ] && echo "keyfleet-nobody:x:1:1::${guest.home}:/bin/sh"`]);

      const { report } = await guest.run(inspectScript({ user: 'keyfleet-nobody' }));

      expect([report.ok, report.passwordSet]).toEqual([true, null]);
    });

    it('reports the host keys and the boot', async () => {
      const guest = new Guest(shell);
      const hostKeys = [newKey('ssh-rsa'), newKey()];
      hostKeys.forEach((key, i) => writeFileSync(`${guest.root}/host${i}.pub`, `${key} root@guest\n`));
      guest.configuresSshd(
        `hostkey ${guest.root}/host0`,
        `hostkey ${guest.root}/host1`,
        `hostkey ${guest.root}/missing`,
      );

      const { report } = await guest.run(inspect);

      expect(report.hostKeys).toEqual(hostKeys);
      expect(report.bootId).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    });

    it('keeps its output small and still shows the key that was asked for', async () => {
      const key = newKey('ssh-rsa');
      const crowd = Array.from({ length: 300 }, () => `${newKey('ssh-rsa')} ${'x'.repeat(50)}`);
      const guest = new Guest(shell, [...crowd, key].join('\n'));

      const { report, output } = await guest.run(inspectScript({ user: 'admin', publicKey: key }));

      expect(output.length).toBeLessThan(12_000);
      expect(report.hasMoreKeys).toBe(true);
      expect(report.keys.length).toBeGreaterThan(10);
      expect(report.keys.at(-1)?.body).toBe(bodyOf(key));
    });
  });

  it('finds the keys that OpenSSH finds', async ({ skip }) => {
    const [keygen, shell] = [which('ssh-keygen'), shells[0]];
    skip(!keygen || !shell, 'ssh-keygen is not installed');
    const starts = [
      '',
      ' \t',
      'no-pty ',
      'a="b c",d\t',
      'a="\\"" ',
      'a="\\\\" ',
      'a="\\\\" b" ',
      'a="x ',
      '#',
      'a b ',
      '"a" ',
    ];
    for (const start of starts) {
      const line = `${start}${newKey('ssh-rsa')} x\n`;
      const guest = new Guest(shell as Shell, line);

      const { report } = await guest.run(inspect);
      const { stdout } = spawnSync(keygen as string, ['-lf', guest.file], { encoding: 'utf8' });

      expect([start, report.keys.map((key) => key.fingerprint)]).toEqual([start, stdout.match(/SHA256:[^ ]+/g) ?? []]);
    }
  });
});
