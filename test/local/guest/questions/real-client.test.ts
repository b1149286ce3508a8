import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../../local/guest/index.ts';
import { hasSshClient } from '../real-ssh.ts';
import { startGuest } from '../running-guest.ts';
import { createKey } from '../ssh-client.ts';

const guests = await createGuests({ sshd: 'stand-in' });
const folder = mkdtempSync(path.join(tmpdir(), 'keyfleet-questions-'));
const close = async () => {
  await guests.close();
  rmSync(folder, { recursive: true });
};
afterAll(close);
const works = guests.isolation.runner !== 'none' && hasSshClient;
if (!works) {
  console.warn(`The real client cannot be compared here: ${guests.isolation.reason ?? 'no ssh client'}`);
  // Where every test is skipped, the hook is too.
  await close();
}

const keys = [createKey(), createKey('rsa'), createKey('ecdsa')];
const files = keys.map(({ publicKey }, index) => [`${index}.pub`, `${publicKey}\n`] as const);
for (const [name, text] of files) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
writeFileSync(path.join(folder, 'bad.pub'), 'ssh-ed25519 AAAA\n', { mode: 0o600 });

const flags = [
  '-vnF',
  '/dev/null',
  '-oBatchMode=yes',
  '-oPreferredAuthentications=publickey',
  '-oStrictHostKeyChecking=no',
  '-oUserKnownHostsFile=/dev/null',
  '-oIdentityAgent=none',
  ...['bad.pub', ...files.map(([name]) => name)].flatMap((name) => ['-i', name]),
];

/** From the first answer of the server on, and which keys are left out; without what comes of the missing private halves. */
function essential(output: string): string[] {
  const lines = output.replaceAll('\r', '').split('\n');
  const start = lines.findIndex((line) => line.includes('that can continue'));
  const skipped = lines.slice(0, start).filter((line) => line.includes('Skipping'));
  return [...skipped, ...lines.slice(start)].filter((line) => !/^Load key|^$/.test(line));
}

async function askReal(port: number, options: readonly string[]): Promise<string> {
  const child = spawn('ssh', [...flags, ...options, '-p', String(port), 'root@127.0.0.1', 'true'], { cwd: folder });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return output;
}

describe.skipIf(!works)('the shim for the client of OpenSSH', () => {
  const cases: [settings: string, options: string[]][] = [
    ['PasswordAuthentication no', []],
    ['PasswordAuthentication yes', []],
    ['PubkeyAcceptedAlgorithms ssh-ed25519', []],
    ['PubkeyAcceptedAlgorithms ssh-ed25519', ['-oPubkeyAcceptedAlgorithms=ssh-ed25519']],
    ['PubkeyAcceptedAlgorithms rsa-sha2-256', ['-opubkeyacceptedalgorithms=rsa-sha2-256']],
    ['RequiredRSASize 4096', []],
    ['AllowUsers admin', []],
    ['PubkeyAuthentication no', []],
    ['AuthenticationMethods publickey,password', []],
  ];
  for (const [line, options] of cases) {
    it(`the shim prints what the real client prints, with ${[line, ...options].join(' and ')}`, async () => {
      const { guest, run } = await startGuest(guests, keys[0]);
      const lines = files.map(([name, text]) => `printf %s '${text}' >${name}; cat ${name} >>~/.ssh/authorized_keys`);
      // The first value counts.
      await run(`sed -i '1i ${line}' /etc/ssh/sshd_config`);

      const { output } = await run(
        [
          ...lines,
          "echo 'ssh-ed25519 AAAA' >bad.pub",
          `ssh ${[...flags, ...options].join(' ')} root@127.0.0.1 true`,
        ].join('\n'),
      );

      expect(output).toContain('\nroot@127.0.0.1: Permission denied (');
      expect(essential(output)).toEqual(essential(await askReal(await guest.sshPort(), options)));
    });
  }
});
