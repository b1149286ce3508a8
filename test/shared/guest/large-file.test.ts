import { describe, expect, it } from 'vitest';
import { addKeyScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { bodyOf, newKey } from './keys.ts';

describe('a file of 10,000 keys', () => {
  inEachShell((shell) => {
    it('takes and gives back a key, and both reports show how things stand', async () => {
      const key = newKey('ssh-rsa');
      const crowd = Array.from(
        { length: 10_000 },
        (_, i) => `${i % 3 ? '' : 'no-pty '}${newKey('ssh-rsa')} user${i}\n`,
      ).join('');
      const guest = new Guest(shell, crowd);

      const added = await guest.run(addKeyScript({ user: 'admin', publicKey: key }));
      expect([added.report.code, added.report.changed, guest.read() === `${crowd}${key}\n`]).toEqual([
        null,
        true,
        true,
      ]);
      const removed = await guest.run(removeKeyScript({ user: 'admin', remove: key }));
      expect([removed.report.code, removed.report.changed, guest.read() === crowd]).toEqual([null, true, true]);

      expect(added.report.keys.map((each) => each.body)).toContain(bodyOf(key));
      expect(removed.report.keys.map((each) => each.body)).not.toContain(bodyOf(key));
    });
  });
});
