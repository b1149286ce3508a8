import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A shell that guests really have, with the tools that come with it. */
export interface Shell {
  readonly name: string;
  /** What runs a script: the command, to which `-c SCRIPT` is added. */
  readonly command: readonly string[];
  /** Directories for PATH. */
  readonly path: string;
}

/** dash with mawk as on Debian, bash with gawk as on Alibaba Cloud Linux, and busybox alone as on Alpine. */
export const shells: readonly Shell[] = [...installed('dash', 'mawk'), ...installed('bash', 'gawk'), ...busybox()];

/** Shells that this machine lacks, for tests to name in a visible skip. */
export const missingShells = ['dash', 'bash', 'busybox'].filter((name) => !shells.some((shell) => shell.name === name));

function installed(name: string, awk: string): Shell[] {
  const [command, tool] = [which(name), which(awk)];
  if (!command) return [];
  const tools = tool ? `${links({ awk: tool })}:` : '';
  return [{ name, command: [command], path: `${tools}/usr/bin:/bin` }];
}

function busybox(): Shell[] {
  const command = which('busybox');
  if (!command) return [];
  const applets = execFileSync(command, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  return [
    {
      name: 'busybox',
      command: [command, 'sh'],
      path: links(Object.fromEntries(applets.map((applet) => [applet, command]))),
    },
  ];
}

export function which(name: string): string | undefined {
  return ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((directory) => join(directory, name)).find(existsSync);
}

/** Whether this machine lets us mount things in a namespace of our own. */
export const canMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

export const isRoot = process.getuid?.() === 0;

/** Made once for all tests of a worker; it goes away with the run's temporary folder. */
function links(targets: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'keyfleet-tools-'));
  // Scripts run parts of themselves as other users.
  chmodSync(directory, 0o755);
  for (const [name, target] of Object.entries(targets)) symlinkSync(target, join(directory, name));
  return directory;
}
