import { spawn } from 'node:child_process';
import { type HostIdentity, hostIdentity } from '../identity.ts';
import { bubblewrapLine } from './bubblewrap.ts';
import type { LineContext } from './line.ts';
import type { Runner } from './runner.ts';
import { unshareLine } from './unshare.ts';
import type { UserNamespace } from './user-namespace.ts';

const lines = { bwrap: bubblewrapLine, unshare: unshareLine };

/**
 * Runs commands in namespaces, made by `bwrap` or `unshare`. Nothing is started as the host's root. The setup tools are
 * often in sbin, which is not on every user's PATH.
 */
export function createNamespaceRunner(
  name: keyof typeof lines,
  context: LineContext,
  userNamespace: UserNamespace | undefined,
): Runner {
  const { users } = context;
  const identity: HostIdentity = hostIdentity(users);
  const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`;
  return {
    name,
    users,
    identity,
    start: (place, command, stdio) => {
      const { argv, environment } = lines[name](context, place, command);
      const [file = '', ...args] = userNamespace ? userNamespace.enter(argv) : argv;
      const owner = identity.canGive ? identity.root : {};
      return spawn(file, args, { ...owner, cwd: '/', env: { PATH, ...environment }, stdio });
    },
  };
}
