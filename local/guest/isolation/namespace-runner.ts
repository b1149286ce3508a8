import { type HostIdentity, hostIdentity } from '../identity.ts';
import { bubblewrapLine } from './bubblewrap.ts';
import type { LineContext } from './line.ts';
import { spawnGroup } from './process-group.ts';
import type { Runner } from './runner.ts';
import { unshareLine } from './unshare.ts';
import type { UserNamespace } from './user-namespace.ts';

const lines = { bwrap: bubblewrapLine, unshare: unshareLine };

/** Where the tools are looked for: the setup needs some of sbin, which is not on every user's PATH. */
export function searchPath(): string {
  return `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`;
}

/** Runs commands in namespaces, made by `bwrap` or `unshare`. Nothing is started as the host's root. */
export function createNamespaceRunner(
  name: keyof typeof lines,
  context: LineContext,
  userNamespace: UserNamespace | undefined,
): Runner {
  const { users } = context;
  const identity: HostIdentity = hostIdentity(users);
  return {
    name,
    users,
    identity,
    start: (place, command, stdio) => {
      const { argv, environment } = lines[name](context, place, command);
      const [file = '', ...args] = userNamespace ? userNamespace.enter(argv) : argv;
      const owner = identity.canGive ? identity.root : {};
      return spawnGroup(file, args, { ...owner, cwd: '/', env: { PATH: searchPath(), ...environment }, stdio });
    },
  };
}
