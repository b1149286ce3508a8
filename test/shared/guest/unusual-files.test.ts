import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
const SOMEONE_ELSE = 54_322;

describe('an authorized_keys of someone else', () => {
  inEachShell((shell) => {
    it('stays as it is, and so does its directory', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = new Guest(shell, `${other}\n`);
      guest.belongsTo(SOMEONE);
      chownSync(guest.file, 0, 0);
      chmodSync(guest.file, 0o644);

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.read()]).toEqual(['WrongOwner', false, `${other}\n`]);
      expect([statSync(guest.file).uid, guest.modeOf(guest.file), guest.listing()]).toEqual([
        0,
        '644',
        ['authorized_keys'],
      ]);
    });

    it('is not edited in a directory of someone else', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = new Guest(shell, `${other}\n`);
      guest.belongsTo(SOMEONE);
      chownSync(join(guest.home, '.ssh'), 0, 0);
      chmodSync(join(guest.home, '.ssh'), 0o755);

      const { report } = await guest.run(add);

      expect([report.code, report.changed, guest.read()]).toEqual(['ReadOnly', false, `${other}\n`]);
      expect(statSync(join(guest.home, '.ssh')).uid).toBe(0);
    });

    it('is made for a user who has none', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = new Guest(shell);
      guest.belongsTo(SOMEONE);

      await guest.run(add);

      expect([guest.file, join(guest.home, '.ssh')].map((path) => statSync(path).uid)).toEqual([SOMEONE, SOMEONE]);
    });

    it('is refused when it is another name of a file elsewhere', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = new Guest(shell, '');
      const secret = join(guest.root, 'secret');
      writeFileSync(secret, 'secret\n', { mode: 0o600 });
      execFileSync('ln', ['-f', secret, guest.file]);
      guest.belongsTo(SOMEONE);
      chownSync(secret, SOMEONE_ELSE, SOMEONE_ELSE);

      const { report } = await guest.run(add);

      expect([report.code, statSync(secret).uid, readFileSync(secret, 'utf8')]).toEqual([
        'WrongOwner',
        SOMEONE_ELSE,
        'secret\n',
      ]);
    });

    it('is of no use in a home of someone else', async ({ skip }) => {
      skip(!isRoot, 'only root can make files of others');
      const guest = new Guest(shell);
      guest.belongsTo(SOMEONE);
      chownSync(guest.home, SOMEONE_ELSE, SOMEONE_ELSE);

      const { report } = await guest.run(add);

      expect([report.code, guest.listing()]).toEqual(['ReadOnly', []]);
    });
  });
});

describe('an authorized_keys that is no regular file', () => {
  inEachShell((shell) => {
    it.each([
      ['directory', (path: string) => mkdirSync(path)],
      ['pipe', (path: string) => execFileSync('mkfifo', [path])],
    ])('is refused: a %s', async (_, make) => {
      const guest = new Guest(shell);
      mkdirSync(join(guest.home, '.ssh'), { mode: 0o700 });
      make(guest.file);

      const { report } = await guest.run(add);

      expect([report.code, guest.listing()]).toEqual(['UnsafeFile', ['authorized_keys']]);
      expect((await guest.run(remove)).report).toMatchObject({ ok: true, changed: false });
    });
  });
});

describe('AuthorizedKeysFile', () => {
  inEachShell((shell) => {
    it('names the file, of which the first counts', async () => {
      const guest = new Guest(shell);
      guest.configuresSshd('authorizedkeysfile %h/keys.%u.d .ssh/authorized_keys');

      const { report } = await guest.run(add);

      expect([report.ok, readFileSync(join(guest.home, 'keys.admin.d'), 'utf8'), guest.listing()]).toEqual([
        true,
        `${key}\n`,
        [],
      ]);
      expect(guest.modeOf(guest.home)).toBe('755');
    });

    it('adds nothing when the key is in its second file', async () => {
      const guest = new Guest(shell, '');
      guest.configuresSshd('authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2');
      writeFileSync(`${guest.file}2`, key, { mode: 0o600 });

      const { report } = await guest.run(add);

      expect([report.ok, report.changed, guest.read()]).toEqual([true, false, '']);
    });

    it('keeps owner and mode of a file in the system’s own directory', async ({ skip }) => {
      skip(!isRoot, 'only root has such a directory');
      const guest = new Guest(shell);
      const folder = mkdtempSync('/var/lib/keyfleet-keys-');
      onTestFinished(() => rmSync(folder, { recursive: true }));
      chmodSync(folder, 0o755);
      const file = join(folder, 'admin');
      guest.configuresSshd(`authorizedkeysfile ${folder}/%u`);
      guest.answers('nothing');

      await guest.run(add);
      expect([readFileSync(file, 'utf8'), guest.modeOf(file)]).toEqual([`${key}\n`, '644']);
      chmodSync(file, 0o640);
      chownSync(file, SOMEONE, SOMEONE);
      guest.belongsTo(SOMEONE);
      await guest.run(remove);

      expect([readFileSync(file, 'utf8'), guest.modeOf(file), statSync(file).uid, guest.modeOf(folder)]).toEqual([
        '',
        '640',
        SOMEONE,
        '755',
      ]);
    });

    it('is not written where it is one file for all users', async () => {
      const guest = new Guest(shell, `${other}\n`);
      const file = join(guest.root, 'all-keys');
      writeFileSync(file, `${key}\n`);
      guest.configuresSshd(`authorizedkeysfile ${file}`);

      const added = await guest.run(addKeyScript({ user: 'admin', publicKey: newKey() }));
      const removed = await guest.run(remove);

      expect([added.report.code, removed.report.code, readFileSync(file, 'utf8')]).toEqual([
        'SharedKeysFile',
        'SharedKeysFile',
        `${key}\n`,
      ]);
    });

    it('may be none', async () => {
      const guest = new Guest(shell, `${other}\n`);
      guest.configuresSshd('authorizedkeysfile none');

      const { report } = await guest.run(add);

      expect([report.code, report.keys, guest.read()]).toEqual(['KeysFileDisabled', [], `${other}\n`]);
    });
  });
});
