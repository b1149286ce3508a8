import type { StdioOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HostIdentity } from '../identity.ts';
import { becomeOther, type LineContext } from '../isolation/line.ts';
import { searchPath } from '../isolation/namespace-runner.ts';
import { spawnGroup } from '../isolation/process-group.ts';
import { type Command, capabilities, type Place, type Runner } from '../isolation/runner.ts';
import { unshareLine } from '../isolation/unshare.ts';
import type { UserNamespace } from '../isolation/user-namespace.ts';
import { endLeftovers, mark } from './leftovers.ts';
import { Worlds } from './worlds.ts';

const textOf = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');
const boot = textOf('boot.sh');
const launcher = textOf('launcher.sh');
const relay = textOf('relay.pl');
const loopbackUp = textOf('loopback-up.pl');

/**
 * What our own shells run in a guest is in their environment, not in their arguments: a script that looks through the
 * processes for sshd finds sshd alone.
 */
const program = 'eval "$PROGRAM"';

/** sshd listens below port 1024, and locks what speaks to strangers into an empty folder. */
const served = [...capabilities, 'net_bind_service', 'sys_chroot'].map((name) => `+${name}`);

/** What every guest of this runner has in common. */
interface Premises {
  readonly context: Omit<LineContext, 'launcher'>;
  readonly identity: HostIdentity;
  readonly userNamespace: UserNamespace;
}

/**
 * Guests that run from boot to shutdown in namespaces of their own, each with an OpenSSH server; scripts join them.
 * @throws Error from `start` and `connect` where a guest is not up
 */
export function createOpensshRunner({ context, identity, userNamespace }: Premises): Runner {
  const spawn = (argv: readonly string[], stdio: StdioOptions, environment: Readonly<Record<string, string>> = {}) => {
    const [file = '', ...args] = argv;
    return spawnGroup(file, args, { ...identity.root, cwd: '/', env: { PATH: searchPath(), ...environment }, stdio });
  };
  const begin = (place: Place) => {
    const line = unshareLine({ ...context, launcher: program }, place, { user: 'root', argv: [] });
    const environment = { ...line.environment, CAPABILITIES: served.join(','), SERVED: loopbackUp, PROGRAM: boot };
    return spawn(userNamespace.enter(line.argv), ['pipe', 'pipe', 'pipe'], environment);
  };
  const worlds = new Worlds(begin);
  const start = (place: Place, { user, argv }: Command, stdio: StdioOptions) => {
    const world = worlds.at(place);
    const id = randomUUID();
    const become = user === 'root' ? [] : becomeOther;
    const run = ['/bin/sh', '-c', program, 'sh', ...become, ...marked(argv, id)];
    const child = spawn([...world.enter('whole'), ...drop(served), ...run], stdio, { PROGRAM: launcher });
    child.on('exit', () => void endLeftovers(world.namespace, id));
    return child;
  };
  const connect = (place: Place) => {
    const line = [...worlds.at(place).enter('network'), ...drop([]), 'perl', '-e', relay];
    return spawn(line, ['pipe', 'pipe', 'ignore']);
  };
  const openssh = {
    bringUp: (place: Place, hostKey: string) => worlds.bringUp(place, hostKey),
    bringDown: (place: Place) => worlds.bringDown(place),
    connect,
  };
  return { name: 'unshare', users: 'separate', identity, start, openssh };
}

/** Keeps some capabilities, as unshare.sh does for a guest's first process, and ends with the local cloud. */
function drop(kept: readonly string[]): string[] {
  const bounding = ['-all', ...kept].join(',');
  return ['setpriv', '--pdeathsig', 'KILL', '--bounding-set', bounding, '--inh-caps=-all', '--no-new-privs', '--'];
}

/** Puts the mark among the variables of a command that begins with `env -i`. */
function marked(argv: readonly string[], id: string): string[] {
  const [env = 'env', clear = '-i', ...rest] = argv;
  return [env, clear, mark(id), ...rest];
}
