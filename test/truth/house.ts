import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type GuestReport, parseGuestReport } from '../../shared/guest/scripts.ts';
import { createIdentityFolder } from '../secrets/identity-folder.ts';

/** Why no OpenSSH can be asked on this machine; null where it can. */
export function whyNoOpenSsh(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'namespaces with several users need root on Linux';
  const missing = ['/usr/sbin/sshd', '/usr/bin/ssh', '/usr/bin/ssh-keygen', '/usr/bin/nsenter'].find(
    (file) => !existsSync(file),
  );
  if (missing) return `${missing} is not installed`;
  try {
    execFileSync('unshare', ['-mpnui', '--fork', '--mount-proc', 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'no namespaces can be made here';
  }
}

/** Kinds of keys, as `ssh-keygen -t TYPE -b BITS` makes them. */
export type KeyKind = 'ed25519' | 'rsa-1024' | 'rsa-2048' | 'rsa-3072' | 'ecdsa-256' | 'dsa-1024';

/** Private keys in the one folder where they may be, made when first asked for. */
export class KeyRing {
  readonly folder = createIdentityFolder();
  readonly #made = new Map<string, string>();

  constructor() {
    this.publicKey('host_key', 'ed25519');
  }

  /** `type body`. */
  publicKey(name: string, kind: KeyKind): string {
    const known = this.#made.get(name);
    if (known) return known;
    const [type = '', bits] = kind.split('-');
    const file = path.join(this.folder, name);
    execFileSync('ssh-keygen', ['-q', '-N', '', '-C', '', '-t', type, ...(bits ? ['-b', bits] : []), '-f', file]);
    const line = readFileSync(`${file}.pub`, 'utf8').trim();
    this.#made.set(name, line);
    return line;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine of namespaces with users, homes and a real sshd; its addresses are 127.0.0.1, 10.77.0.1 and 10.77.0.2. */
export class House {
  readonly #child: ReturnType<typeof spawn>;
  readonly #init: string;

  private constructor(child: ReturnType<typeof spawn>) {
    this.#child = child;
    this.#init = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  }

  static async open({ folder }: KeyRing): Promise<House> {
    const setup = path.join(import.meta.dirname, 'house.sh');
    const child = spawn('unshare', ['-mpnui', '--fork', '--kill-child', '--mount-proc', 'sh', setup, folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()));
    const outcome = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    if (!String(outcome[0]).startsWith('ready')) throw new Error(`no house: ${complaints}`);
    return new House(child);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  /** Runs a shell script as root inside. */
  async run(script: string, input = ''): Promise<Ran> {
    const child = spawn('nsenter', ['-t', this.#init, '-m', '-p', '-n', '-u', '-i', '--', 'sh', '-c', script], {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      cwd: '/',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => out.push(data));
    child.stderr.on('data', (data: Buffer) => err.push(data));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout: Buffer.concat(out).toString('latin1'), stderr: Buffer.concat(err).toString('latin1') };
  }

  /** As {@link run}; throws when it fails. */
  async must(script: string, input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.run(script, input);
    if (code !== 0) throw new Error(`${script}: ${stderr || stdout}`);
    return stdout;
  }

  /** Starts sshd with these lines first, where they win, and waits until it listens. */
  async startSshd(lines: readonly string[], flags = ''): Promise<void> {
    const usual = ['Include /etc/ssh/sshd_config.d/*.conf', 'UsePAM yes', 'KbdInteractiveAuthentication no'];
    await this.must('cat >/etc/ssh/sshd_config', [...lines, ...usual, ''].join('\n'));
    await this.must(`/usr/sbin/sshd -E /run/sshd.log ${flags}`);
  }

  /** Runs one of Keyfleet's scripts as Cloud Assistant does. */
  async runScript(script: string): Promise<GuestReport> {
    return parseGuestReport((await this.run(script)).stdout);
  }

  /** Whether a real ssh runs a command for the user with this private key, from an address that is not loopback. */
  async letsIn(user: string, key: string, { port = 22, from = '10.77.0.2', more = '' } = {}): Promise<boolean> {
    const nonce = Math.random().toString(36).slice(2);
    const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'IdentitiesOnly=yes'];
    const flags = options.map((option) => `-o ${option}`).join(' ');
    const to = from === '127.0.0.1' ? '127.0.0.1' : '10.77.0.1';
    const command = `ssh -F none -q ${flags} ${more} -b ${from} -p ${port} -i /mnt/${key} ${user}@${to} echo ${nonce}`;
    return (await this.run(command)).stdout.includes(nonce);
  }
}
