import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createGuests } from '../../../../local/guest/index.ts';
import type { RunnerChoice } from '../../../../local/guest/isolation/isolation.ts';
import { type RunningGuest, startGuest } from '../running-guest.ts';
import { canLogIn, createKey } from '../ssh-client.ts';

const runners: RunnerChoice[] = ['bwrap-separate', 'bwrap-shared', 'unshare-separate', 'unshare-shared', 'unsafe'];
const [attached, other, rsa] = [createKey(), createKey(), createKey('rsa')];

/** What the shim prints for these keys, in the files 1.pub, 2.pub, … */
async function ask({ run }: RunningGuest, publicKeys: readonly string[], { user = 'root', flags = '' } = {}) {
  const files = publicKeys.map((key, index) => `echo '${key} comment' >${index + 1}.pub`).join('\n');
  const named = publicKeys.map((_, index) => `-i ${index + 1}.pub`).join(' ');
  const script = `cd "$(mktemp -d)"\n${files}\nssh -vnF /dev/null ${named} ${flags} ${user}@127.0.0.1 true; echo "exit $?"`;
  return (await run(script, { user })).output;
}

const accepted = (output: string) =>
  [...output.matchAll(/^debug1: Server accepts key: (\S+)/gm)].map(([, file]) => file);

for (const runner of runners) {
  const guests = await createGuests({ sshd: 'stand-in', runner });
  afterAll(() => guests.close());
  const works = guests.isolation.runner !== 'none';
  if (!works) {
    console.warn(`${runner} cannot be tested here: ${guests.isolation.reason}`);
    // Where every test is skipped, the hook is too.
    await guests.close();
  }

  describe.skipIf(!works)(`a question to the stand-in from a guest with ${runner}`, () => {
    it(`a guest with ${runner} is told of each key whether a login would take it`, async () => {
      const running = await startGuest(guests, attached);

      const output = await ask(running, [other.publicKey, attached.publicKey, rsa.publicKey]);

      expect(output.match(/^debug1: Offering public key: \S+/gm)).toHaveLength(3);
      expect(accepted(output)).toEqual(['2.pub']);
      expect(output).toMatch(/\nroot@127\.0\.0\.1: Permission denied \(publickey\)\.\nexit 255\n$/);
      const port = await running.guest.sshPort();
      expect([await canLogIn(port, other), await canLogIn(port, attached)]).toEqual([false, true]);
    });

    it(`a guest with ${runner} is answered by its settings and files as they are now`, async () => {
      const running = await startGuest(guests, rsa);
      const configure = (line: string) =>
        running.run(`file=\${KEYFLEET_GUEST:+$KEYFLEET_GUEST/root}/etc/ssh/sshd_config; echo '${line}' >>"$file"`);
      expect(accepted(await ask(running, [rsa.publicKey]))).toEqual(['1.pub']);

      await configure('PubkeyAcceptedAlgorithms ssh-ed25519');

      expect(accepted(await ask(running, [rsa.publicKey]))).toEqual([]);
      expect(await canLogIn(await running.guest.sshPort(), rsa)).toBe(false);
    });

    it(`the other user of a guest with ${runner} may ask too, and nothing is left of a question`, async () => {
      const running = await startGuest(guests, attached);
      await running.run(`mkdir ~/.ssh && echo '${other.publicKey}' >~/.ssh/authorized_keys && chmod -R go= ~/.ssh`, {
        user: 'admin',
      });

      expect(accepted(await ask(running, [attached.publicKey, other.publicKey], { user: 'admin' }))).toEqual(['2.pub']);
      expect((await running.run('ls -A "${KEYFLEET_GUEST:-/usr/local}/questions"')).output).toBe('');
    });

    it(`a guest with ${runner} is refused a connection at another port, and has no way to another address`, async () => {
      const running = await startGuest(guests, attached);

      const told = [
        await ask(running, [attached.publicKey], { flags: '-p 2222' }),
        (await running.run('ssh -vn root@192.0.2.1 true; echo "exit $?"')).output,
      ];

      expect(told).toEqual([
        'ssh: connect to host 127.0.0.1 port 2222: Connection refused\nexit 255\n',
        'ssh: connect to host 192.0.2.1 port 22: Network is unreachable\nexit 255\n',
      ]);
    });

    it(`a guest with ${runner} is told that the shim is no client of OpenSSH where it asks for more`, async () => {
      expect.hasAssertions();
      const { run } = await startGuest(guests, attached);
      for (const line of ['ssh root@127.0.0.1', 'ssh -vn root@127.0.0.1 ls', 'ssh -A -vn root@127.0.0.1 true', 'ssh']) {
        const { exitCode, output } = await run(line);
        expect([line, exitCode]).toEqual([line, 255]);
        expect(output).toMatch(/^ssh: this guest is served from outside; only .* is answered \(.*\)\n$/);
      }
    });
  });

  describe.skipIf(!works || runner === 'unsafe')(`a hostile guest with ${runner}`, () => {
    it(`a guest with ${runner} sees no question of another`, async () => {
      const [one, two] = [await startGuest(guests), await startGuest(guests)];
      await one.run('echo mine >/usr/local/questions/mine');

      expect((await two.run('ls -A /usr/local/questions')).output).toBe('');
      expect((await one.run('ls -A /usr/local/questions')).output).toBe('mine\n');
    });

    it(`a guest with ${runner} cannot have a file of the host answered, and is answered all the same`, async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'keyfleet-host-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const file = path.join(folder, 'question');
      writeFileSync(file, 'user root\n?\n', { mode: 0o666 });
      const running = await startGuest(guests, attached);
      await running.run(
        `cd /usr/local/questions; ln -s ${file} link; mkfifo fifo; mkdir folder; printf '\\n?\\n' >folder/x; head -c 100000 /dev/zero >large`,
      );

      expect(accepted(await ask(running, [attached.publicKey]))).toEqual(['1.pub']);
      expect(readFileSync(file, 'utf8')).toBe('user root\n?\n');
    });
  });
}
