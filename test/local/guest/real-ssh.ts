import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createIdentityFolder } from '../../secrets/identity-folder.ts';
import type { ClientKey } from './ssh-client.ts';

export const hasSshClient = spawnSync('ssh', ['-V']).status === 0;

/** One login of the real client. */
export interface Attempt {
  readonly port: number;
  readonly key: ClientKey;
  /** `root` by default. */
  readonly user?: string;
  /** A shell that reads `input` by default. */
  readonly command?: string;
  readonly input?: string;
  /** As ssh_config(5), beside those that keep the client to this key. */
  readonly options?: readonly string[];
}

/** Its exit code is that of the command, or 255 when it got no session. */
export interface Attempted {
  readonly exitCode: number;
  readonly output: string;
}

const settings = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes', 'IdentitiesOnly=yes'];

/** Runs OpenSSH's own client, with private keys in a folder that `close` removes. */
export function openSshClient() {
  const folder = createIdentityFolder();
  const ssh = async ({ port, key, user = 'root', command, input = '', options = [] }: Attempt): Promise<Attempted> => {
    const file = path.join(mkdtempSync(path.join(folder, 'key-')), 'key');
    writeFileSync(file, key.privateKey, { mode: 0o600 });
    const flags = [...settings, ...options].flatMap((option) => ['-o', option]);
    const target = ['-p', String(port), '-i', file, `${user}@127.0.0.1`, ...(command ? [command] : [])];
    const child = spawn('ssh', ['-F', 'none', '-q', ...flags, ...target]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const [exitCode] = (await once(child, 'close')) as [number];
    return { exitCode, output };
  };
  return { ssh, close: () => rmSync(folder, { recursive: true, force: true }) };
}
