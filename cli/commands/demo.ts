import path from 'node:path';
import { type Step, steps } from '../demo/attach-story.ts';
import { renderFleet } from '../demo/fleet-table.ts';
import { tellGuestStories } from '../demo/guest-stories.ts';
import { addFleet } from '../demo/launch-story.ts';
import { tellLogin } from '../demo/login-story.ts';
import { type Stack, startStack } from '../stack.ts';
import { complainOfStart } from '../start-failure.ts';
import { type Command, type Env, readGuestSshd, readOptions } from '../usage.ts';
import { attach, detach } from './change.ts';
import { rotation } from './rotation.ts';

const help = `Show it all: start a local cloud and the functions on free ports, attach and detach key pairs on a mixed fleet
through signed HTTP requests, print the reports, log in over SSH with a key that was attached, meet a host
that refuses one, launch an instance that gets its key pair by itself, rotate the key pair of a mixed fleet and try the old and the new
key at each step, and stop.

  --guest-sshd NAME  what serves logins of instances: auto (default, OpenSSH where it works) or stand-in

Example:
  keyfleet demo
`;

export const demo: Command = { help, run };

const fleetFile = path.join(import.meta.dirname, '../demo/fleet.yaml');
const commands: Readonly<Record<string, Command>> = { attach, detach, rotation };

async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { 'guest-sshd': { type: 'string', default: 'auto' } });
  const guestSshd = readGuestSshd(options['guest-sshd']);
  say('Starting a local cloud with a small mixed fleet, and the functions of s.yaml against it.\n');
  const logged: string[] = [];
  // Its edge nodes restart in a blink, so follow-ups come soon.
  const env = { KEYFLEET_FOLLOW_UP_SECONDS: '1' };
  let stack: Stack | undefined;
  try {
    stack = await startStack({ fleet: 'empty', fleetFile, guestSshd, env, log: (line) => void logged.push(line) });
    await stack.cloud.isolation();
    return await tell(stack, await addFleet(stack.cloud), logged);
  } catch (error) {
    return complainOfStart(error);
  } finally {
    await stack?.close();
  }
}

async function tell({ cloud, host }: Stack, opsKey: string, logged: readonly string[]): Promise<number> {
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: cloud.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: cloud.accessKeySecret,
    KEYFLEET_URL: host.url,
  };
  say(renderFleet(cloud.instances.list()));
  for (const step of steps) {
    if (!(await take(step, env))) return 1;
  }
  const attachIt = (why: string, target: readonly string[]) =>
    take({ why, args: ['attach', ...target], exitCode: 0 }, env);
  if (!(await tellLogin({ cloud, say, attach: attachIt })))
    return unexpected('a login before the reboot, or none after it');
  const rotate = (why: string, args: readonly string[], exitCode: number) =>
    take({ why, args: ['rotation', ...args], exitCode }, env);
  const refusedAttach = (why: string, target: readonly string[]) =>
    take({ why, args: ['attach', ...target], exitCode: 1 }, env);
  const surprise = await tellGuestStories({ cloud, logged, say, rotation: rotate, refusedAttach }, opsKey);
  if (surprise !== null) return unexpected(surprise);
  say(`\nThat was ${cloud.calls.list().length} signed calls to the cloud. Next: npm start, and the README.`);
  return 0;
}

/** Runs one command as an operator would; false, with a word on it, when it did not end as the story says. */
async function take({ why, args, exitCode }: Step, env: Env): Promise<boolean> {
  say(`\n── ${why}\n$ keyfleet ${args.join(' ')}\n`);
  const [name, ...options] = args;
  const got = await commands[name ?? '']?.run(options, env);
  if (got === exitCode) return true;
  process.stderr.write(`keyfleet: the demo expected exit code ${exitCode} here and got ${got}\n`);
  return false;
}

function unexpected(what: string): number {
  process.stderr.write(`keyfleet: the demo did not expect ${what}\n`);
  return 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
