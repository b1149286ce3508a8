import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../../local/guest/index.ts';
import type { RunnerChoice } from '../../../../local/guest/isolation/isolation.ts';
import { PATIENCE_MS } from '../../../time-limits.ts';

const choices: (RunnerChoice | 'openssh')[] = [
  'bwrap-separate',
  'bwrap-shared',
  'unshare-separate',
  'unshare-shared',
  // Guests that run from boot to shutdown, with an sshd of their own.
  'openssh',
];

for (const runner of choices) {
  const isOpenssh = runner === 'openssh';
  // Where OpenSSH cannot be had, the stand-in's guests are opened, and not tested once more.
  const guests = await createGuests(isOpenssh ? {} : { runner });
  afterAll(() => guests.close());
  const works = isOpenssh ? guests.isolation.sshd === 'openssh' : guests.isolation.runner !== 'none';
  if (!works) {
    console.warn(`${runner} cannot be tested here: ${guests.isolation.standInReason ?? guests.isolation.reason}`);
    // Where every test is skipped, the hook is too.
    await guests.close();
  }

  describe.skipIf(!works)(`a script isolated by ${runner}`, () => {
    let guestCount = 0;
    const run = async (script: string, user = 'root') => {
      guestCount += 1;
      const guest = guests.create({ instanceId: `i-${guestCount}` });
      await guest.boot({ keyPair: null });
      const { exitCode, output } = await guest.run(script, { user, timeoutMs: PATIENCE_MS });
      return { exitCode, output: output.toString() };
    };

    /** A file that anybody may read and write: below the real home, where ~/.ssh is too, or where all may go. */
    async function withHostFile(parent: string, test: (file: string) => Promise<void>) {
      const folder = mkdtempSync(path.join(parent, '.keyfleet-test-'));
      const file = path.join(folder, 'authorized_keys');
      try {
        writeFileSync(file, 'secret of the host\n');
        chmodSync(file, 0o666);
        chmodSync(folder, 0o777);
        await test(file);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }

    for (const parent of [os.homedir(), '/var/tmp']) {
      for (const user of ['root', 'admin']) {
        it(`an isolated script cannot read a file of the host below ${parent} as ${user}, by any path`, () =>
          withHostFile(parent, async (file) => {
            const paths = [file, '~/link', `/proc/1/root${file}`, `/proc/self/cwd/../..${file}`, `/../..${file}`];

            const { output } = await run(
              `ln -s ${file} ~/link; for each in ${paths.join(' ')}; do cat $each; done`,
              user,
            );

            expect(output).not.toContain('secret of the host');
            expect(output.match(/No such file|Permission denied/g)).toHaveLength(paths.length);
          }));
      }

      it(`an isolated script cannot write a file of the host below ${parent}`, () =>
        withHostFile(parent, async (file) => {
          await run(
            `echo mine >${file}; mkdir -p ${path.dirname(file)}; echo mine >${file}; ln -s ${file} x; echo mine >x`,
          );

          expect(readFileSync(file, 'utf8')).toBe('secret of the host\n');
        }));
    }

    it("sees its own /etc, not the host's", async () => {
      const before = readFileSync('/etc/passwd', 'utf8');

      const { output } = await run(
        'cat /etc/passwd; echo mine >/etc/passwd; cat /etc/passwd; touch /etc/keyfleet-was-here',
      );

      const services = isOpenssh ? 'sshd:x:101:65534::/run/sshd:/usr/sbin/nologin\nnobody:x:65534:.*\n' : '';
      const people = 'root:x:0:0:root:/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n';
      expect(output).toMatch(new RegExp(`^${people}${services}mine\n$`));
      expect(readFileSync('/etc/passwd', 'utf8')).toBe(before);
      expect(existsSync('/etc/keyfleet-was-here')).toBe(false);
    });

    it("an isolated script cannot write the host's programs, nor undo that they are read-only", async () => {
      const { output } = await run(
        'touch /usr/keyfleet-was-here /bin/keyfleet-was-here; mount -o remount,bind,rw /usr; mount -t tmpfs x /mnt; umount -l /usr; touch /usr/bin/keyfleet-was-here; ls /mnt',
      );

      expect(output).toMatch(/Read-only file system/);
      expect(['/usr', '/usr/bin'].some((folder) => existsSync(`${folder}/keyfleet-was-here`))).toBe(false);
    });

    it('an isolated script cannot change the kernel, make devices, or enter further namespaces', async () => {
      const corePattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8');

      const { output } = await run(`
echo x >/proc/sys/kernel/core_pattern && echo wrote
mknod /root/disk b 254 0 && echo made a device
for flags in -U -Ur -m -n; do unshare $flags true && echo unshared; done
nsenter -t 1 -m -n true && echo entered
chroot /root/.. /bin/true && echo changed root
echo 9 >/proc/sys/user/max_user_namespaces && echo raised`);

      // sshd has to change its root; root of the guest is where a way out of one ends.
      const refused = output.replace(isOpenssh ? /^changed root$/m : /(?!)/, '');
      expect(refused).not.toMatch(/^(wrote|made a device|unshared|changed root|raised|entered)$/m);
      expect(readFileSync('/proc/sys/kernel/core_pattern', 'utf8')).toBe(corePattern);
    });

    it("an isolated script does not see the host's processes", async () => {
      const sleeper = spawn('sleep', ['86.42']);
      await once(sleeper, 'spawn');

      const { output } = await run(`cat /proc/[0-9]*/cmdline | tr '\\0' ' '; kill -9 ${sleeper.pid}; kill -9 -1`);

      expect(output).toContain('cmdline');
      expect(output).not.toContain('sleep 86.42');
      expect(sleeper.exitCode ?? sleeper.signalCode).toBeNull();
      sleeper.kill();
    });

    it("an isolated script does not reach the host's loopback ports", async () => {
      let connections = 0;
      const server = createServer((socket) => socket.end() && (connections += 1)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const program = `use IO::Socket::INET; exit(IO::Socket::INET->new("127.0.0.1:${port}") ? 0 : 9)`;
      const host = spawn('perl', ['-e', program]);
      const [onHost] = (await once(host, 'close')) as [number];

      const { exitCode } = await run(`perl -e '${program}'`);

      expect([onHost, exitCode, connections]).toEqual([0, 9, 1]);
      server.close();
    });

    it("an isolated script does not get the local cloud's environment", async () => {
      process.env['KEYFLEET_TEST_SECRET'] = 'of the cloud';

      const { output } = await run('env; cat /proc/[0-9]*/environ');

      delete process.env['KEYFLEET_TEST_SECRET'];
      expect(output).toContain('HOME=/root');
      expect(output).not.toContain('of the cloud');
    });

    it('an isolated script cannot read another guest', async () => {
      const guest = guests.create({ instanceId: 'i-neighbour' });
      await guest.boot({ keyPair: null });
      await guest.run('echo mine >/root/neighbour', { timeoutMs: PATIENCE_MS });

      expect((await run('find / -name neighbour -not -path "/usr/*" 2>/dev/null')).output).toBe('');
    });

    it('an isolated script cannot lead the next one astray by putting a link where something is mounted', async () => {
      const guest = guests.create({ instanceId: 'i-links' });
      await guest.boot({ keyPair: null });
      const target = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-target-'));
      chmodSync(target, 0o777);
      const plant = `mv /etc /old && mkdir /etc && ln -s ${target} /etc/alternatives; rmdir /dev /proc /usr /usr/local`;
      await guest.run(plant, { timeoutMs: PATIENCE_MS });

      await guest.run('readlink /etc/alternatives; touch /etc/alternatives/x', { timeoutMs: PATIENCE_MS });

      expect(readdirSync(target)).toEqual([]);
      rmSync(target, { recursive: true });
    });
  });
}
