import { otherUserId } from '../identity.ts';
import { becomeOther, type Line, type LineContext } from './line.ts';
import { type Command, capabilities, type Place } from './runner.ts';

/** The bubblewrap command (bwrap(1), 0.8 or newer for `--disable-userns`) that runs one command in a guest. */
export function bubblewrapLine(context: LineContext, place: Place, command: Command): Line {
  const { system, folders, users } = context;
  const separate = users === 'separate';
  const argv = [
    ['bwrap'],
    separate ? [] : userNamespace(command),
    ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-net', '--hostname', place.hostname],
    ['--cap-drop', 'ALL', '--die-with-parent'],
    separate || command.user === 'root' ? grants() : [],
    ['--bind', place.root, '/', ...folders.mounted.flatMap((folder) => ['--ro-bind', folder, folder])],
    ['--ro-bind', system.local(users), '/usr/local', '--ro-bind', system.alternatives, '/etc/alternatives'],
    ['--bind', place.questions, '/usr/local/questions'],
    ['--proc', '/proc', '--dev', '/dev', '--ro-bind', place.bootIdFile, '/proc/sys/kernel/random/boot_id'],
    ['--chdir', '/', '--', '/bin/sh', '-c', context.launcher, 'sh'],
    separate && command.user === 'other' ? becomeOther : [],
    command.argv,
  ].flat();
  return { argv, environment: {} };
}

/** One uid of the host, shown to the guest as the user whose command this is. */
function userNamespace(command: Command): string[] {
  const id = command.user === 'root' ? '0' : String(otherUserId);
  return ['--unshare-user', '--disable-userns', '--uid', id, '--gid', id];
}

function grants(): string[] {
  return capabilities.flatMap((name) => ['--cap-add', `CAP_${name.toUpperCase()}`]);
}
