import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type HostIdentity, otherUserId } from '../identity.ts';

/** A user namespace with a guest's users, kept open by a process that waits. */
export interface UserNamespace {
  /** Starts a command line in it, as the guest's root. */
  enter(argv: readonly string[]): string[];
  close(): void;
}

/**
 * Opens a user namespace in which the guest's users are unprivileged ids of the host, so that ownership and permissions
 * are real. Only the host's root may write such a map (user_namespaces(7)). It allows no further ones.
 */
export async function openUserNamespace(identity: HostIdentity): Promise<UserNamespace> {
  const holder = spawn('unshare', ['-U', '--', '/bin/sh', '-c', 'echo; exec cat'], {
    ...identity.root,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    await Promise.race([once(holder.stdout, 'data'), refusal(holder)]);
    writeFileSync(`/proc/${holder.pid}/uid_map`, idMap(identity, 'uid'));
    writeFileSync(`/proc/${holder.pid}/gid_map`, idMap(identity, 'gid'));
    const enter = (argv: readonly string[]) => `nsenter -t ${holder.pid} -U -S 0 -G 0 --`.split(' ').concat(argv);
    const [file = '', ...args] = enter(['/bin/sh', '-c', 'echo 0 >/proc/sys/user/max_user_namespaces']);
    await promisify(execFile)(file, args, { ...identity.root, cwd: '/' });
    return { enter, close: () => holder.kill('SIGKILL') };
  } catch (error) {
    holder.kill('SIGKILL');
    throw error;
  }
}

async function refusal(holder: ChildProcess): Promise<never> {
  await once(holder, 'close');
  throw new Error('unshare: no user namespace to be had');
}

/** Lines of first id inside, first id outside, and count. */
function idMap({ root, other, idCount }: HostIdentity, kind: 'uid' | 'gid'): string {
  return idCount ? `0 ${root[kind]} ${idCount}\n` : `0 ${root[kind]} 1\n${otherUserId} ${other[kind]} 1\n`;
}
