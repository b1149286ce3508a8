import { once } from 'node:events';
import { describeSshd, warnOfGuests } from '../guest-warning.ts';
import { untilOrphaned } from '../orphan.ts';
import { type Stack, startStack } from '../stack.ts';
import { complainOfStart } from '../start-failure.ts';
import { type Command, readGuestSshd, readOptions, readPort, UsageError } from '../usage.ts';

const help = `Run the functions against a local cloud, on 127.0.0.1 only, until Ctrl-C or SIGTERM.

  --port N           port of the functions, 0 for any; default 4500
  --cloud-port N     port of the cloud, 0 for any; default 4510
  --fleet NAME       demo (default) or empty
  --guest-sshd NAME  what serves logins of instances: auto (default, OpenSSH where it works) or stand-in
  --unsafe-guests    run scripts of instances (Cloud Assistant, ssh) as you, on this machine, without isolation

When ready it prints one line on standard output:
  ready {"functions":"…","cloud":"…","accessKeyId":"…","accessKeySecret":"…"}
Everything else, the functions' own logs too, goes to standard error.

Example:
  keyfleet local --port 0 --cloud-port 0
`;

export const local: Command = { help, run };

async function run(args: string[]): Promise<number> {
  const options = readOptions(args, {
    port: { type: 'string', default: '4500' },
    'cloud-port': { type: 'string', default: '4510' },
    fleet: { type: 'string', default: 'demo' },
    'guest-sshd': { type: 'string', default: 'auto' },
    'unsafe-guests': { type: 'boolean', default: false },
  });
  const { fleet } = options;
  if (fleet !== 'demo' && fleet !== 'empty') throw new UsageError('--fleet: expected demo or empty');
  const ports = { port: readPort('port', options.port), cloudPort: readPort('cloud-port', options['cloud-port']) };
  const unsafeGuests = options['unsafe-guests'];
  const guestSshd = readGuestSshd(options['guest-sshd']);
  // Edge nodes of the local cloud restart in a second.
  const env = { KEYFLEET_FOLLOW_UP_SECONDS: '2', ...process.env };
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), untilOrphaned()]);
  let stack: Stack | undefined;
  try {
    stack = await startStack({ ...ports, fleet, unsafeGuests, guestSshd, env });
    await announce(stack);
    await stopped;
    return 0;
  } catch (error) {
    return complainOfStart(error, (taken) => (taken === ports.port ? '--port' : '--cloud-port'));
  } finally {
    await stack?.close();
  }
}

async function announce({ cloud, host }: Stack): Promise<void> {
  const isolation = await cloud.isolation();
  const warning = warnOfGuests(isolation);
  if (warning) process.stderr.write(`keyfleet: ${warning}\n`);
  process.stderr.write(`keyfleet: ${describeSshd(isolation)}\n`);
  const { url, accessKeyId, accessKeySecret } = cloud;
  process.stderr.write(`
Keyfleet's functions run on ${host.url} against a local cloud on ${url}. Try them from another shell:

  export ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}
  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=${accessKeySecret}
  export KEYFLEET_URL=${host.url}
  npx keyfleet attach --product ecs --region cn-hangzhou --key-pair ops --instances i-bp1demo0000000000003

Ctrl-C stops both.
`);
  const ready = { functions: host.url, cloud: url, accessKeyId, accessKeySecret };
  process.stdout.write(`ready ${JSON.stringify(ready)}\n`);
}
