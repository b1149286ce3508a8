import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addKeyScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { newKey } from './keys.ts';
import { withProgram } from './program.ts';

const add = (key: string) => addKeyScript({ user: 'admin', publicKey: key });
const remove = (key: string) => removeKeyScript({ user: 'admin', remove: key });
const newKeys = (count: number) => Array.from({ length: count }, () => newKey());
const linesOf = (guest: Guest) => guest.read().trimEnd().split('\n').toSorted();

describe('agents at once', () => {
  inEachShell((shell) => {
    it('lose nothing of each other: eight add, eight remove', async () => {
      const [leaving, staying, coming] = [newKeys(8), newKeys(5), newKeys(8)];
      const guest = new Guest(shell, [...leaving, ...staying].map((key) => `${key}\n`).join(''));

      const runs = await Promise.all([...coming.map(add), ...leaving.map(remove)].map((script) => guest.run(script)));

      expect(runs.map(({ report }) => report.code)).toEqual(Array.from({ length: 16 }, () => null));
      expect(linesOf(guest)).toEqual([...staying, ...coming].toSorted());
      expect(guest.listing()).toEqual(['authorized_keys']);
    });

    it('write one line when they add the same key to a user who has no .ssh', async () => {
      const guest = new Guest(shell);
      const key = newKey();

      const runs = await Promise.all(Array.from({ length: 6 }, () => guest.run(add(key))));

      expect(runs.every(({ report }) => report.ok)).toBe(true);
      expect(guest.read()).toBe(`${key}\n`);
    });

    it('see a change by someone who takes no lock, and leave it', async () => {
      const [key, theirs] = newKeys(2);
      const guest = new Guest(shell, '# mine\n');

      const { report } = await guest.run(justBeforeTheMove(add(key ?? ''), `echo '${theirs}' >> ${guest.file}`));

      expect([report.ok, report.code, guest.read()]).toEqual([false, 'ChangedMeanwhile', `# mine\n${theirs}\n`]);
      expect(guest.listing()).toEqual(['authorized_keys']);
    });
  });
});

describe('the lock', () => {
  inEachShell((shell) => {
    it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
      'is given back on %s, and nothing was changed',
      async (signal) => {
        const guest = new Guest(shell, '# mine\n');
        const run = guest.start(justBeforeTheMove(add(newKey()), stop(guest)));
        await vi.waitUntil(() => existsSync(stopped(guest)), PATIENCE_MS);

        run.signal(signal);

        expect((await run.ended).report).toMatchObject({ ok: false, code: 'OutputIncomplete' });
        // What edits is another process than what was waited for, and ends by itself.
        await vi.waitUntil(() => !guest.listing().includes('.keyfleet.lock'), PATIENCE_MS);
        expect([guest.read(), guest.listing()]).toEqual(['# mine\n', ['authorized_keys']]);
      },
    );

    it('of a killed agent is taken over, and its half work goes', async () => {
      const guest = new Guest(shell, '# mine\n');
      const run = guest.start(justBeforeTheMove(add(newKey()), stop(guest)));
      await vi.waitUntil(() => existsSync(stopped(guest)), PATIENCE_MS);
      run.signal('SIGKILL');
      await run.ended;
      expect(guest.listing()).toEqual(['.keyfleet.lock', 'authorized_keys']);
      grow(guest, 2);
      const key = newKey();

      const { report } = await guest.run(add(key));

      expect([report.ok, guest.read(), guest.listing()]).toEqual([true, `# mine\n${key}\n`, ['authorized_keys']]);
    });

    it('of an agent that only slept too long is taken over, and the sleeper does no harm when it wakes', async () => {
      const guest = new Guest(shell, '# mine\n');
      const pipe = join(guest.root, 'pipe');
      const sleeper = guest.start(
        justBeforeTheMove(add(newKey()), `mkfifo ${pipe}; echo >${stopped(guest)}; read word <${pipe}`),
      );
      await vi.waitUntil(() => existsSync(stopped(guest)), PATIENCE_MS);
      grow(guest, 2);
      const key = newKey();

      const { report } = await guest.run(add(key));
      writeFileSync(pipe, 'go\n');
      const late = await sleeper.ended;

      expect([report.ok, late.report.ok, late.report.changed]).toEqual([true, false, false]);
      expect([guest.read(), guest.listing()]).toEqual([`# mine\n${key}\n`, ['authorized_keys']]);
    });

    it('of a run that is at work is waited for, ten seconds at most', async () => {
      const guest = new Guest(shell, '# mine\n');
      mkdirSync(join(guest.home, '.ssh', '.keyfleet.lock'));

      const { report } = await guest.run(withoutWaiting(add(newKey())));

      expect([report.code, guest.read()]).toEqual(['Locked', '# mine\n']);
    });

    it('is never looked for behind a link', async () => {
      const guest = new Guest(shell, '# mine\n');
      mkdirSync(join(guest.root, 'elsewhere'));
      writeFileSync(join(guest.root, 'elsewhere', 'keyfleet.txt'), 'precious');
      symlinkSync(join(guest.root, 'elsewhere'), join(guest.home, '.ssh', '.keyfleet.lock'));

      const { report } = await guest.run(withoutWaiting(add(newKey())));

      expect([report.code, guest.read()]).toEqual(['Locked', '# mine\n']);
      expect(existsSync(join(guest.root, 'elsewhere', 'keyfleet.txt'))).toBe(true);
    });
  });
});

/** The script with a step of the test's own after the new file was made, and before the old one is compared again. */
const justBeforeTheMove = (script: string, step: string) =>
  withProgram(script, (program) => program.replace(/^.* chmod 600 new$/m, (line) => `${step}\n${line}`));

const stopped = (guest: Guest) => join(guest.root, 'stopped');
const stop = (guest: Guest) => `echo >${stopped(guest)}; while :; do sleep 0.05; done`;

/** The script on a clock where a wait takes no time. */
const withoutWaiting = (script: string) => withProgram(script, (program) => program.replace('sleep 0.1', 'true'));

/** Makes the lock look as old as so many minutes. */
function grow(guest: Guest, minutes: number): void {
  const then = new Date(Date.now() - minutes * 60_000);
  utimesSync(join(guest.home, '.ssh', '.keyfleet.lock'), then, then);
}
