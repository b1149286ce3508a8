import path from 'node:path';
import type { UserKind } from '../identity.ts';
import type { Place, Runner } from '../isolation/runner.ts';

/** A script, and as whom and where it runs. */
export interface ScriptRequest {
  readonly user: UserKind;
  readonly userName: string;
  readonly script: string;
  /** As the guest sees it; the user's home by default. The script does not run when it is not there. */
  readonly cwd?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Sends standard error where standard output goes, so that both come in the order written. */
  readonly merged: boolean;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A script with a line `#!` names its own interpreter, so it has to be a file, as Cloud Assistant's agent makes it. */
const asFile = 'f=$(mktemp /tmp/t-XXXXXX) && printf %s "$0" >"$f" && chmod 700 "$f" && exec "$f"';

/** The command that runs a script with `sh`, in a clean environment. */
export function commandLine(request: ScriptRequest, runner: Runner, place: Place): string[] {
  const home = homeOf(request, runner, place);
  const outside = runner.commands === undefined ? {} : { KEYFLEET_GUEST: path.dirname(place.root) };
  const folders = runner.commands === undefined ? PATH : `${runner.commands}:${PATH}`;
  const variables = {
    PATH: folders,
    ...outside,
    HOME: home,
    USER: request.userName,
    LOGNAME: request.userName,
    SHELL: '/bin/sh',
  };
  const pairs = Object.entries({ ...variables, ...request.environment }).map(([name, value]) => `${name}=${value}`);
  const enter = `${request.merged ? 'exec 2>&1; ' : ''}cd -- "$0" && exec "$@"`;
  const shell = request.script.startsWith('#!') ? ['sh', '-c', asFile, request.script] : ['sh', '-c', request.script];
  const folder = request.cwd === undefined ? home : folderOf(request.cwd, runner, place);
  return ['env', '-i', ...pairs, 'sh', '-c', enter, folder, ...shell];
}

/** Without isolation the guest's own folder of that name: the one of the machine belongs to somebody else. */
function folderOf(cwd: string, runner: Runner, place: Place): string {
  return runner.name === 'unsafe' ? `${place.root}/${cwd}` : cwd;
}

function homeOf({ user, userName }: ScriptRequest, runner: Runner, place: Place): string {
  const home = user === 'root' ? '/root' : `/home/${userName}`;
  return folderOf(home, runner, place);
}
