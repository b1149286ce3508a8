import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type GuestReport, parseGuestReport } from '../../../shared/guest/scripts.ts';
import { type Shell, which } from './shells.ts';

export interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly status: number | null;
  readonly report: GuestReport;
  readonly tookMs: number;
}

export interface Started {
  readonly ended: Promise<Ran>;
  /** Sends a signal to the script and everything that it started. */
  signal(signal: NodeJS.Signals): void;
}

/** A command that runs the shell, such as `unshare`. */
export interface Surroundings {
  readonly around?: readonly string[];
}

/** What sshd says of itself where nothing was configured, as far as scripts look at it. */
const DEFAULTS = [
  'port 22',
  'listenaddress 0.0.0.0:22',
  'usepam yes',
  'maxauthtries 6',
  'maxsessions 10',
  'permitrootlogin without-password',
  'pubkeyauthentication yes',
  'passwordauthentication yes',
  'kbdinteractiveauthentication no',
  'strictmodes yes',
  'forcecommand none',
  'chrootdirectory none',
  'revokedkeys none',
  'authorizedkeyscommand none',
  'authenticationmethods any',
  'authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2',
];

/** Prints the lines that hold the key `body`, with or without options. */
const TAKES = [
  '{ sub(/\\r$/, ""); gsub(/\\\\"/, ""); gsub(/"[^"]*"/, "") }',
  '$1 !~ /^(ssh|ecdsa)-/ { if ($1 ~ /^#|cert-auth/) next; $1 = ""; $0 = $0 }',
  '$2 == ENVIRON["body"]',
].join('\n');

/**
 * A user with a home in a folder of its own, and a shell to run scripts in. The scripts are the ones of production: they
 * ask `getent` for the user, `sshd -T` for its settings and `ssh` for what sshd says, and here the first of each in PATH is
 * ours: sshd takes the keys in the home's files, unless others can write to them. What a real one does is for the tests in
 * `test/truth`.
 */
export class Guest {
  readonly root = mkdtempSync(join(tmpdir(), 'keyfleet-guest-'));
  readonly home = join(this.root, 'home');
  readonly bin = join(this.root, 'bin');
  readonly file = join(this.home, '.ssh', 'authorized_keys');

  constructor(
    readonly shell: Shell,
    authorizedKeys?: string | Buffer,
  ) {
    chmodSync(this.root, 0o755);
    mkdirSync(this.home, { mode: 0o755 });
    mkdirSync(this.bin);
    this.knows('admin');
    this.configuresSshd();
    this.answers();
    if (authorizedKeys !== undefined) this.write(authorizedKeys);
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  /** Makes `getent` know one user; `password` is the field of `/etc/shadow`. */
  knows(user: string, { owner = '$(id -u):$(id -g)', home = this.home, password = '!' } = {}): void {
    this.command('getent', [
      'case "$1 $2" in',
      `"passwd ${user}") echo "${user}:x:${owner}::${home}:/bin/sh" ;;`,
      `"shadow ${user}") echo '${user}:${password}:19000:0:99999:7:::' ;;`,
      '*) exit 2 ;; esac',
    ]);
  }

  /** Gives the home and all in it to a uid; for root only. */
  belongsTo(uid: number): void {
    this.knows('admin', { owner: `${uid}:${uid}` });
    writeFileSync(
      join(this.root, 'passwd'),
      `root:x:0:0::/root:/bin/sh\nadmin:x:${uid}:${uid}::${this.home}:/bin/sh\n`,
    );
    const mounted = `PATH=/usr/bin:/bin mount --bind ${this.root}/passwd /etc/passwd && exec "$@"`;
    this.#around = [which('unshare') ?? 'unshare', '-m', '/bin/sh', '-c', mounted, 'sh'];
    execFileSync('chown', ['-hR', `${uid}:${uid}`, this.home]);
  }

  #around: readonly string[] = [];

  /** Gives the guest an sshd that answers `-T` with these lines, and with defaults for what they do not name. */
  configuresSshd(...lines: string[]): void {
    const named = new Set(lines.map((line) => line.split(' ')[0]));
    const rest = DEFAULTS.filter((line) => !named.has(line.split(' ')[0]));
    this.command('sshd', ['[ "$1" = -T ] || exit 1', "cat <<'END'", ...lines, ...rest, 'END']);
  }

  /** Sets what sshd says when it is asked for keys: that it takes those in files, or none; or nothing. */
  answers(says: 'in files' | 'no' | 'nothing' = 'in files'): void {
    this.command('ssh', [
      ...(says === 'nothing' ? ['exit 255'] : []),
      `echo "$@" >>${this.root}/asked`,
      'last= files=',
      'for word; do [ "$last" != -i ] || files="$files $word"; last=$word; done',
      'exec >&2',
      'echo "debug1: Authentications that can continue: publickey,password"',
      `open=$(find -L ${this.home} -perm /002 2>/dev/null)`,
      'for file in $files; do',
      '  echo "debug1: Offering public key: $file"',
      '  read -r type body <"$file"',
      `  found=$([ -n "$open" ] || find -L ${this.home} ${this.root}/keys -type f 2>/dev/null | xargs cat -- /dev/null | body=$body awk '${TAKES}')`,
      `  if ${says === 'no' ? 'false' : '[ -n "$found" ]'}; then echo "debug1: Server accepts key: $file"`,
      '  else echo "debug1: Authentications that can continue: publickey,password"; fi',
      'done; exit 255',
    ]);
  }

  /** Puts a command first in PATH. */
  command(name: string, lines: string[]): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 });
  }

  write(content: string | Buffer): void {
    mkdirSync(join(this.home, '.ssh'), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, content, { mode: 0o600 });
  }

  read(): string {
    return readFileSync(this.file, 'latin1');
  }

  modeOf(path: string): string {
    return (statSync(path).mode & 0o7777).toString(8);
  }

  /** What is in `.ssh`, so that a test sees locks and temporary files that were left. */
  listing(): string[] {
    return existsSync(join(this.home, '.ssh')) ? readdirSync(join(this.home, '.ssh')).toSorted() : [];
  }

  async run(script: string, options: Surroundings = {}): Promise<Ran> {
    return this.start(script, options).ended;
  }

  /** Runs a script without waiting for it, as the leader of its own process group. */
  start(script: string, { around = [] }: Surroundings = {}): Started {
    const words = [...this.#around, ...around, ...this.shell.command, '-c', script];
    const startedAt = performance.now();
    const child = spawn('/usr/bin/env', words, {
      env: { PATH: `${this.bin}:${this.shell.path}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const ended = Promise.all([text(child.stdout), text(child.stderr), exit(child)]).then(
      ([output, errors, status]) => ({
        output,
        errors,
        status,
        report: parseGuestReport(output),
        tookMs: performance.now() - startedAt,
      }),
    );
    return { ended, signal: (signal) => process.kill(-(child.pid ?? Number.NaN), signal) };
  }
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

function exit(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}
