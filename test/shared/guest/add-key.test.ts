import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addKeyScript, judgementOf } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';

const key = newKey('ssh-rsa');
const other = newKey();
const add = addKeyScript({ user: 'admin', publicKey: `${key} ops@example` });
const line = `${key} ops@example\n`;

describe('adding a key', () => {
  inEachShell((shell) => {
    it('makes the directory and the file, the user’s alone', async () => {
      const guest = new Guest(shell);

      const { report, status, errors } = await guest.run(add);

      expect({ ok: report.ok, code: report.code, changed: report.changed, status, errors }).toEqual({
        ok: true,
        code: null,
        changed: true,
        status: 0,
        errors: '',
      });
      expect(guest.read()).toBe(line);
      expect([guest.modeOf(`${guest.home}/.ssh`), guest.modeOf(guest.file)]).toEqual(['700', '600']);
      expect(guest.modeOf(guest.home)).toBe('755');
    });

    it('reads the key back beside those that were there', async () => {
      const guest = new Guest(shell, `${other} alice\nfrom="10.0.0.0/8" ${newKey('ecdsa-sha2-nistp256')}\n`);

      const { report } = await guest.run(add);

      expect(report.keys.map((each) => [each.type, each.hasOptions])).toEqual([
        ['ssh-ed25519', false],
        ['ecdsa-sha2-nistp256', true],
        ['ssh-rsa', false],
      ]);
      expect(report.keys.map((each) => each.body)).toContain(bodyOf(key));
    });

    it('leaves every other line byte for byte', async () => {
      const before = `# alice\r\n\r\n  ${other} caf\xe9\t\r\ncommand="echo \\"hi\\" # x",no-pty ${newKey()} b c\n\n\\x \x01\n`;
      const guest = new Guest(shell, Buffer.from(before, 'latin1'));

      await guest.run(add);

      expect(guest.read()).toBe(before + line);
    });

    it('ends a last line without a newline instead of joining the keys', async () => {
      const guest = new Guest(shell, `${other} alice`);

      await guest.run(add);

      expect(guest.read()).toBe(`${other} alice\n${line}`);
    });

    it('changes nothing the second time', async () => {
      const guest = new Guest(shell, `${other} alice`);
      await guest.run(add);
      const before = statSync(guest.file);

      const { report } = await guest.run(add);

      expect([report.ok, report.changed]).toEqual([true, false]);
      expect(statSync(guest.file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    });

    it.each([
      ['with another comment', `${key} someone else`],
      ['in a CRLF file', `${key}\r`],
      ['with a comment in a CRLF file', `${key} x\r`],
      ['after blanks and tabs', ` \t${key.replace(' ', '\t \t')}\tx`],
      ['after options', `no-pty,from="10.0.0.1" ${key}`],
      ['after options with quotes, blanks and # in them', `environment="A=\\"b c\\" # d",pty ${key}`],
      ['twice', `${key} a\n${key} b`],
    ])('sees that the key is there already: %s', async (_, there) => {
      const guest = new Guest(shell, `${there}\n`);

      const { report } = await guest.run(add);

      expect([report.ok, report.changed, guest.read()]).toEqual([true, false, `${there}\n`]);
      expect(report.keys.map((each) => each.body)).toContain(bodyOf(key));
    });

    it.each([
      ['commented out', `#${key}`],
      ['in the comment of another key', `${other} was ${key}`],
      ['in the options of another key', `command="${key}" ${other}`],
      ['after an option that does not end', `command="x ${key}`],
      ['after a quote that only seems to end', `environment="A=\\\\" ${key}`],
      ['as a certificate authority', `cert-authority,principals="a" ${key}`],
      ['as the start of a longer one', `${key}AAAA`],
      ['under another type', key.replace('ssh-rsa', 'ssh-dss')],
    ])('is not taken in by the same text: %s', async (_, there) => {
      const guest = new Guest(shell, `${there}\n`);

      const { report } = await guest.run(add);

      expect([report.ok, report.changed, guest.read()]).toEqual([true, true, `${there}\n${line}`]);
    });

    it('repairs permissions that sshd would refuse, of a key that is there too', async () => {
      const guest = new Guest(shell, line);
      chmodSync(guest.file, 0o666);
      chmodSync(`${guest.home}/.ssh`, 0o777);

      const { report } = await guest.run(add);

      expect([report.ok, report.changed, guest.read()]).toEqual([true, false, line]);
      expect([guest.modeOf(`${guest.home}/.ssh`), guest.modeOf(guest.file)]).toEqual(['700', '600']);
    });

    it('writes past mode 0400', async () => {
      const guest = new Guest(shell, `${other}\n`);
      chmodSync(guest.file, 0o400);

      await guest.run(add);

      expect([guest.read(), guest.modeOf(guest.file)]).toEqual([`${other}\n${line}`, '600']);
    });

    it('says so when the user or the home is missing', async () => {
      const guest = new Guest(shell);
      const codeNow = async (script = add) => (await guest.run(script)).report.code;

      expect(await codeNow(addKeyScript({ user: 'nobody-here', publicKey: key }))).toBe('UserNotFound');
      rmSync(guest.home, { recursive: true });
      expect(await codeNow()).toBe('HomeMissing');
    });

    it('takes the key out again where sshd then refuses it, and says why', async () => {
      const guest = new Guest(shell, `${other}\n`);
      chmodSync(guest.home, 0o777);

      const { report } = await guest.run(add);

      expect([report.ok, report.code, report.changed, guest.read()]).toEqual([
        false,
        'UnsafeFile',
        false,
        `${other}\n`,
      ]);
    });

    it('leaves no file where there was none and sshd refuses the key', async () => {
      const guest = new Guest(shell);
      guest.answers('no');

      const { report } = await guest.run(add);

      expect([report.ok, report.code, existsSync(join(guest.home, '.ssh'))]).toEqual([false, 'Refused', false]);
    });

    it('writes nothing where settings alone say that it would be of no use', async () => {
      const guest = new Guest(shell);
      guest.configuresSshd('authenticationmethods publickey,password');

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.listing()]).toEqual(['MoreThanKeyNeeded', false, []]);
    });

    it('edits nothing where the settings of sshd cannot be had', async () => {
      const guest = new Guest(shell, `${other}\n`);
      guest.command('sshd', ['exit 1']);

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.read()]).toEqual(['SshdUnknown', false, `${other}\n`]);
    });

    it('is not known to let in where sshd could not be asked, unless the weaker proof was chosen', async () => {
      const guest = new Guest(shell);
      guest.answers('nothing');

      const { report } = await guest.run(add);
      const weaker = await guest.run(addKeyScript({ user: 'admin', publicKey: key, proof: 'files' }));

      expect([report.ok, judgementOf(report, key)]).toEqual([
        true,
        expect.objectContaining({ takes: 'unknown', code: 'SshdNotAsked', by: null }),
      ]);
      expect(judgementOf(weaker.report, key)).toMatchObject({ takes: 'yes', by: 'files' });
    });

    it('is no login where its line has a command, and the line stays', async () => {
      const guest = new Guest(shell, `command="true" ${key}\n${key}\n`);

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.read()]).toEqual([
        'ForcedCommand',
        false,
        `command="true" ${key}\n${key}\n`,
      ]);
    });

    it('gives the file SELinux’s label for its place, where there is SELinux', async () => {
      const guest = new Guest(shell);
      guest.command('restorecon', [`echo "$@" >> ${guest.root}/labelled`]);

      await guest.run(add);

      expect(readFileSync(`${guest.root}/labelled`, 'utf8')).toBe(`${guest.home}/.ssh ${guest.file}\n`);
    });

    it('waits 5 s for another editor, and then leaves everything as it is', async ({ skip }) => {
      skip(shell.name === 'busybox', 'its sleep is built in');
      const guest = new Guest(shell, `${other}\n`);
      mkdirSync(`${guest.home}/.ssh/.keyfleet.lock`);
      guest.command('sleep', [`echo "$1" >>${guest.root}/slept`]);

      const { report } = await guest.run(add);

      const slept = readFileSync(`${guest.root}/slept`, 'utf8').trim().split('\n').map(Number);
      expect(slept.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(5);
      expect([report.code, guest.read(), guest.listing()]).toEqual([
        'Locked',
        `${other}\n`,
        ['.keyfleet.lock', 'authorized_keys'],
      ]);
    });

    it('leaves no lock and no temporary file, whatever happened', async () => {
      const guest = new Guest(shell, 'x\n');
      await guest.run(add);
      rmSync(guest.file);
      await guest.run(add);

      expect(guest.listing()).toEqual(['authorized_keys']);
    });
  });
});
