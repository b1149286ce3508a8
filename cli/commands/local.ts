import { once } from 'node:events';
import { describeBuildFailure } from '../../build/failure.ts';
import { HostConfigError } from '../../local/host/index.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { warnOfGuests } from '../guest-warning.ts';
import { type Command, readOptions, readPort, UsageError } from '../usage.ts';

const help = `Run the functions against a local cloud, on 127.0.0.1 only, until Ctrl-C or SIGTERM.

  --port N         port of the functions, 0 for any; default 4500
  --cloud-port N   port of the cloud, 0 for any; default 4510
  --fleet NAME     demo (default) or empty
  --unsafe-guests  run scripts of instances (Cloud Assistant, ssh) as you, on this machine, without isolation

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
    'unsafe-guests': { type: 'boolean', default: false },
  });
  const { fleet } = options;
  if (fleet !== 'demo' && fleet !== 'empty') throw new UsageError('--fleet: expected demo or empty');
  const ports = { port: readPort('port', options.port), cloudPort: readPort('cloud-port', options['cloud-port']) };
  const unsafeGuests = options['unsafe-guests'];
  // Edge nodes of the local cloud restart in a second.
  const env = { KEYFLEET_FOLLOW_UP_SECONDS: '2', ...process.env };
  const stack = await startStack({ ...ports, fleet, unsafeGuests, env }).catch((error: unknown) =>
    explain(error, ports),
  );
  if (!stack) return 1;
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const warning = warnOfGuests(await stack.cloud.isolation());
  if (warning) process.stderr.write(`keyfleet: ${warning}\n`);
  announce(stack);
  await stopped;
  await stack.close();
  return 0;
}

function announce({ cloud, host }: Stack): void {
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

/** Says what is wrong with the files, or which port is taken; any other failure is passed on. */
function explain(error: unknown, { port }: { port: number }): undefined {
  const inFiles = describeBuildFailure(error) ?? (error instanceof HostConfigError ? [error.message] : null);
  if (inFiles) {
    const advice = 'npx keyfleet check says more of fleet.yaml and s.yaml';
    process.stderr.write(`${inFiles.map((line) => `keyfleet: ${line}\n`).join('')}keyfleet: ${advice}\n`);
    return undefined;
  }
  const { code, port: taken, path: missing } = error as { code?: string; port?: number; path?: string };
  if (code === 'ENOENT' && missing !== undefined) {
    process.stderr.write(`keyfleet: there is no ${missing}\n`);
    return undefined;
  }
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  const flag = taken === port ? '--port' : '--cloud-port';
  const problem = code === 'EACCES' ? 'may not be used' : 'is in use';
  process.stderr.write(`keyfleet: port ${taken} ${problem}: choose another with ${flag}, or 0 for any\n`);
  return undefined;
}
