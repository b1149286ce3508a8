import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';

const old = newKey('ssh-rsa');
const next = newKey('ssh-rsa');
const other = newKey();
const remove = removeKeyScript({ user: 'admin', remove: `${old} ops-1` });
const retire = removeKeyScript({ user: 'admin', remove: old, keep: `${next} ops-2` });

describe('removing a key', () => {
  inEachShell((shell) => {
    it('takes every line of the key and no byte of another', async () => {
      const rest = [
        `# ${old}\r\n`,
        `${other} caf\xe9 ${old}\r\n`,
        `command="echo ${old}" ${newKey()}\n`,
        `${old}AAAA\n`,
        `cert-authority ${old}\n`,
        '\n \t\n',
      ];
      const lines = [
        `${old}\n`,
        `from="10.0.0.1",command="a \\"b\\" c" ${old} x\r\n`,
        ` ${old.replace(' ', '  ')}\r\n`,
      ];
      const guest = new Guest(shell, Buffer.from(lines.concat(rest, lines).join(''), 'latin1'));

      const { report } = await guest.run(remove);

      expect({ ok: report.ok, changed: report.changed, file: guest.read() }).toEqual({
        ok: true,
        changed: true,
        file: rest.join(''),
      });
      expect(report.keys.map((key) => key.body)).not.toContain(bodyOf(old));
      expect(guest.listing()).toEqual(['authorized_keys']);
    });

    it('takes a last line without a newline, and ends one that stays', async () => {
      const guest = new Guest(shell, `${other}\n${old}`);
      await guest.run(remove);
      expect(guest.read()).toBe(`${other}\n`);

      guest.write(`${old}\n${other}`);
      await guest.run(remove);
      expect(guest.read()).toBe(`${other}\n`);
    });

    it('takes the key by its body alone, whatever its type', async () => {
      const guest = new Guest(shell, `${old}\n${other}\n`);

      await guest.run(removeKeyScript({ user: 'admin', remove: bodyOf(other) }));

      expect(guest.read()).toBe(`${old}\n`);
    });

    it.each([
      ['file', undefined],
      ['key', `${other}\n`],
    ])('has nothing to do without the %s', async (_, content) => {
      const guest = new Guest(shell, content);
      const before = content && statSync(guest.file).ino;

      const { report } = await guest.run(remove);

      expect([report.ok, report.changed]).toEqual([true, false]);
      expect(content && statSync(guest.file).ino).toBe(before);
      expect(guest.listing()).toEqual(content ? ['authorized_keys'] : []);
    });

    it('removes beside the key to keep', async () => {
      const guest = new Guest(shell, `${old} ops-1\nno-pty ${next} x\r\n${other}\n`);

      const { report } = await guest.run(retire);

      expect([report.ok, guest.read()]).toEqual([true, `no-pty ${next} x\r\n${other}\n`]);
    });

    it.each([
      ['is not there', `${other}\n${old}\n`],
      ['is commented out', `#${next}\n${old}\n`],
      ['is only mentioned', `${old} ${next}\n`],
      ['was joined to another line', `${other}${next}\n${old}\n`],
    ])('changes nothing when the key to keep %s', async (_, content) => {
      const guest = new Guest(shell, content);

      const { report, status } = await guest.run(retire);

      expect([report.ok, report.code, report.changed, status]).toEqual([false, 'KeyMissing', false, 1]);
      expect(report.keys.map((key) => key.body)).toContain(bodyOf(old));
      expect(guest.read()).toBe(content);
    });

    it('looks into every file that sshd reads', async () => {
      const guest = new Guest(shell, `${old}\n`);
      guest.configuresSshd('authorizedkeysfile .ssh/authorized_keys %h/.ssh/%u_keys');
      writeFileSync(`${guest.home}/.ssh/admin_keys`, `${next}\n${old} again\n`);

      const { report } = await guest.run(retire);

      expect([report.ok, guest.read()]).toEqual([true, '']);
      expect(readFileSync(`${guest.home}/.ssh/admin_keys`, 'utf8')).toBe(`${next}\n`);
    });

    it('never writes a file that this awk cannot copy', async () => {
      const content = `${old}\n${other} a\0b\n`;
      const guest = new Guest(shell, content);

      const { report } = await guest.run(remove);

      expect([report.code, guest.read()]).toEqual(report.ok ? [null, `${other} a\0b\n`] : ['WriteFailed', content]);
      expect(guest.listing()).toEqual(['authorized_keys']);
    });
  });
});
