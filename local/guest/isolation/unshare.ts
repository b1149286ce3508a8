import { readFileSync } from 'node:fs';
import path from 'node:path';
import { otherUserId } from '../identity.ts';
import { becomeOther, type Line, type LineContext } from './line.ts';
import { type Command, capabilities, type Place } from './runner.ts';

const setup = readFileSync(path.join(import.meta.dirname, 'unshare.sh'), 'utf8');

/**
 * With one uid, the other user is that uid under another number: a user namespace more, without any capability. To map
 * its parent's uid 0 takes CAP_SETFCAP there since Linux 5.12 (user_namespaces(7)).
 */
const renameToOther = ['unshare', '-U', `--map-user=${otherUserId}`, `--map-group=${otherUserId}`, '--'];

/** The util-linux command (unshare(1), 2.36 or newer for `--map-user`) that runs one command in a guest. */
export function unshareLine(context: LineContext, place: Place, command: Command): Line {
  const { system, folders, users, launcher } = context;
  const separate = users === 'separate';
  const become = command.user === 'root' ? [] : separate ? becomeOther : renameToOther;
  const argv = [
    ['setpriv', '--pdeathsig', 'KILL', '--'],
    ['unshare', ...(separate ? [] : ['-Ur']), '-mpiun', '--fork', '--kill-child', '--', '/bin/sh', '-c', setup, 'sh'],
    [place.root, system.local(context.local ?? users), system.path, place.bootIdFile, place.hostname, launcher],
    become,
    command.argv,
  ].flat();
  const needed = become === renameToOther ? [...capabilities, 'setfcap'] : capabilities;
  const environment = {
    QUESTIONS: context.local === 'plain' ? '' : place.questions,
    FOLDERS: folders.mounted.join(' '),
    CAPABILITIES: needed.map((name) => `+${name}`).join(','),
    NESTED: separate ? '' : command.user === 'root' ? '0' : '1',
  };
  return { argv, environment };
}
