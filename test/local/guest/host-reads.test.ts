import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInside } from '../../../local/guest/files/read-inside.ts';
import { createFolderInside, writeInside } from '../../../local/guest/files/write-inside.ts';
import { createGuests } from '../../../local/guest/index.ts';
import { canLogIn, createKey } from './ssh-client.ts';

let folder = '';
let root = '';
const at = (name: string) => path.join(root, name);
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-reads-'));
  root = path.join(folder, 'guest');
  mkdirSync(at('root/.ssh'), { recursive: true });
  writeFileSync(path.join(folder, 'secret'), 'of the host');
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = '/root/.ssh/authorized_keys';
const readText = () => readInside(root, file)?.text;

describe('what the host reads of a guest', () => {
  it('what the host reads of a guest is a regular file', () => {
    writeFileSync(at(file), 'a key');

    expect(readText()).toBe('a key');
  });

  const links: [string, (secret: string) => [string, string]][] = [
    ['a link to a file of the host', (secret) => [file, secret]],
    ['a relative link out of the guest', () => [file, '../../../../secret']],
    ['a parent folder that is a link out of the guest', (secret) => ['/root/.ssh', path.dirname(secret)]],
    ['a link to itself', () => [file, 'authorized_keys']],
    ['a dangling link', () => [file, '/nowhere/at/all']],
  ];
  for (const [name, plant] of links) {
    it(`what the host reads of a guest is nothing through ${name}`, () => {
      const secret = path.join(folder, 'secret');
      writeFileSync(path.join(folder, 'authorized_keys'), 'of the host');
      const [from, to] = plant(secret);
      rmSync(at(from), { recursive: true, force: true });
      symlinkSync(to, at(from));

      expect(readText()).toBeUndefined();
    });
  }

  const followed: [string, string, string][] = [
    ['an absolute link', file, '/var/keys'],
    ['a relative link', file, '../../var/keys'],
    ['a link that climbs above the root', file, '../../../../../../var/keys'],
    ['a linked folder', '/root/.ssh', '/var/ssh'],
  ];
  for (const [name, from, to] of followed) {
    it(`what the host reads of a guest is the guest's own file through ${name}, as the guest means it`, () => {
      mkdirSync(at('var/ssh'), { recursive: true });
      writeFileSync(at('var/keys'), 'of the guest');
      writeFileSync(at('var/ssh/authorized_keys'), 'of the guest');
      rmSync(at(from), { recursive: true, force: true });
      symlinkSync(to, at(from));

      expect(readText()).toBe('of the guest');
    });
  }

  it('what the host reads of a guest is nothing, and at once, where a FIFO waits for a writer', () => {
    execFileSync('mkfifo', [at(file)]);

    expect(readText()).toBeUndefined();
  });

  it('what the host reads of a guest is nothing where there is a folder, no file, or one too large', () => {
    expect(readText()).toBeUndefined();
    writeFileSync(at(file), Buffer.alloc(16 * 1024 * 1024 + 1));
    expect(readText()).toBeUndefined();
    rmSync(at(file));
    mkdirSync(at(file));
    expect(readText()).toBeUndefined();
  });
});

describe('what the host writes into a guest', () => {
  it('replaces the file that a link leads to, and keeps the link', () => {
    mkdirSync(at('var'));
    writeFileSync(at('var/keys'), 'before');
    symlinkSync('/var/keys', at(file));

    writeInside(root, file, 'after', { mode: 0o600 });

    expect([readText(), readFileSync(at('var/keys'), 'utf8')]).toEqual(['after', 'after']);
  });

  it('what the host writes into a guest never goes through a link out of the guest', () => {
    symlinkSync(path.join(folder, 'secret'), at(file));

    expect(() => writeInside(root, file, 'mine', { mode: 0o600 })).toThrow('ENOENT');
    expect(() => createFolderInside(root, `${file}/x`, { mode: 0o700 })).toThrow('ENOENT');
    expect(readFileSync(path.join(folder, 'secret'), 'utf8')).toBe('of the host');
  });
});

describe('a login and a boot', () => {
  it('get over a FIFO, a link, and a missing folder', async () => {
    const guests = await createGuests({ runner: 'none', dir: folder });
    const guest = guests.create({ instanceId: 'i-1' });
    const key = createKey();
    await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
    const port = await guest.sshPort();
    expect(await canLogIn(port, key)).toBe(true);
    const [guestRoot = ''] = execFileSync('find', [folder, '-path', '*/i-1/root/root']).toString().split('\n');
    const keys = path.join(guestRoot, '.ssh/authorized_keys');

    rmSync(keys);
    execFileSync('mkfifo', [keys]);
    expect(await canLogIn(port, key)).toBe(false);
    rmSync(keys);
    symlinkSync('/etc/shadow', keys);
    expect(await canLogIn(port, key)).toBe(false);
    rmSync(path.dirname(keys), { recursive: true });
    expect(await canLogIn(port, key)).toBe(false);
    const next = createKey();
    await guest.boot({ keyPair: { name: 'ops', publicKey: next.publicKey } });
    expect(await canLogIn(port, next)).toBe(true);
    await guests.close();
  });

  it('refuse a file that others may write, as sshd does', async () => {
    expect.hasAssertions();
    const guests = await createGuests({ runner: 'none', dir: folder });
    const guest = guests.create({ instanceId: 'i-1' });
    const key = createKey();
    await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
    const port = await guest.sshPort();
    expect(guest.authorizedKeys('root')).toBe(`${key.publicKey} ops\n`);
    const [guestRoot = ''] = execFileSync('find', [folder, '-path', '*/i-1/root/root']).toString().split('\n');

    for (const name of ['.ssh/authorized_keys', '.ssh', '.']) {
      chmodSync(path.join(guestRoot, name), 0o770);
      expect([name, await canLogIn(port, key)]).toEqual([name, false]);
      chmodSync(path.join(guestRoot, name), 0o700);
    }

    expect(await canLogIn(port, key)).toBe(true);
    await guests.close();
  });
});
