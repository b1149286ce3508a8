import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addKeyScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { newKey } from './keys.ts';
import { isRoot } from './shells.ts';

const key = newKey();
const other = newKey('ssh-rsa');
const add = addKeyScript({ user: 'admin', publicKey: key });
const remove = removeKeyScript({ user: 'admin', remove: key });
const SOMEONE = 54_321;

describe('a linked authorized_keys', () => {
  inEachShell((shell) => {
    function guestWithLink(target: string): Guest {
      const guest = new Guest(shell, '');
      renameSync(guest.file, join(guest.home, 'keys'));
      symlinkSync(target, guest.file);
      return guest;
    }

    it('stays a link, and its target is edited', async () => {
      const guest = guestWithLink('../keys');
      writeFileSync(join(guest.home, 'keys'), `${other}\n`);

      await guest.run(add);
      expect(guest.read()).toBe(`${other}\n${key}\n`);
      await guest.run(remove);

      expect([lstatSync(guest.file).isSymbolicLink(), readFileSync(join(guest.home, 'keys'), 'utf8')]).toEqual([
        true,
        `${other}\n`,
      ]);
      expect(guest.modeOf(guest.home)).toBe('755');
    });

    it.each(['no/such/directory', 'no-such-file', 'authorized_keys'])(
      'is refused when it leads nowhere: %s',
      async (target) => {
        const guest = guestWithLink(target);

        const { report } = await guest.run(add);

        expect([report.ok, report.code, guest.listing()]).toEqual([false, 'UnsafeFile', ['authorized_keys']]);
      },
    );

    it('is refused in a linked .ssh', async () => {
      const guest = new Guest(shell, `${other}\n`);
      renameSync(join(guest.home, '.ssh'), join(guest.home, 'dotfiles'));
      symlinkSync('dotfiles', join(guest.home, '.ssh'));

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.read()]).toEqual(['LinkedFolder', false, `${other}\n`]);
    });

    it('may lead out of the home to a file of the user', async () => {
      const guest = guestWithLink('/dev/null');
      const outside = join(guest.root, 'outside');
      mkdirSync(outside, { mode: 0o755 });
      writeFileSync(join(outside, 'keys'), `${other}\n`);
      execFileSync('ln', ['-sfn', join(outside, 'keys'), guest.file]);

      const { report } = await guest.run(add);

      expect([report.ok, readFileSync(join(outside, 'keys'), 'utf8')]).toEqual([true, `${other}\n${key}\n`]);
      expect(guest.modeOf(outside)).toBe('755');
    });

    it('may not lead to a file of someone else', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = guestWithLink('/dev/null');
      const secret = join(guest.root, 'secret');
      writeFileSync(secret, 'root:$6$secret:19000::::::\n', { mode: 0o600 });
      execFileSync('ln', ['-sfn', secret, guest.file]);
      guest.belongsTo(SOMEONE);

      const { report, output } = await guest.run(add);

      expect([report.ok, report.code]).toEqual([false, 'ReadOnly']);
      expect([readFileSync(secret, 'utf8'), statSync(secret).uid, output.includes('$6$')]).toEqual([
        'root:$6$secret:19000::::::\n',
        0,
        false,
      ]);
    });
  });
});
