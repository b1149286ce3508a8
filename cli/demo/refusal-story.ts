import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { callEcs } from './call-cloud.ts';

const RegionId = 'cn-hangzhou';
const KEYS = '/root/.ssh/authorized_keys';
const RULE = 'PubkeyAcceptedAlgorithms ssh-ed25519';
const PATIENCE_MS = 30_000;

/** What the story needs of the demo: the cloud, a voice, and an attach command that is refused. */
export interface Teller {
  readonly cloud: LocalCloud;
  readonly say: (text: string) => void;
  readonly refusedAttach: (why: string, target: readonly string[]) => Promise<boolean>;
}

/** A hardened host takes ed25519 keys only: an attach of an RSA key pair says so, and leaves everything as it was. */
export async function tellRefusal({ cloud, say, refusedAttach }: Teller): Promise<boolean> {
  const instanceId = addHardened(cloud);
  await runInside(
    cloud,
    instanceId,
    `sed -i '1i ${RULE}' /etc/ssh/sshd_config; kill -HUP "$(cat /run/sshd.pid)"; sleep 0.5`,
  );
  const before = await runInside(cloud, instanceId, `cat ${KEYS} 2>/dev/null`);
  const why = `vault-1 is hardened: its sshd says "${RULE}". "ops" is an RSA key, so nobody could log in with it.`;
  const target = ['--product', 'ecs', '--region', RegionId, '--key-pair', 'ops', '--instances', instanceId];
  if (!(await refusedAttach(why, [...target, '--take-effect', 'online']))) return false;
  const isAsItWas =
    cloud.instances.get(instanceId)?.keyPairName === null &&
    (await runInside(cloud, instanceId, `cat ${KEYS} 2>/dev/null`)) === before;
  if (isAsItWas) say('Nothing was attached, no file was changed, and passwords stay as they were.');
  return isAsItWas;
}

function addHardened({ settings, instances }: LocalCloud): string {
  const { drop } = settings.events;
  settings.events.drop = 1;
  const [made] = instances.add([{ product: 'ecs', regionId: RegionId, instanceName: 'vault-1' }]);
  settings.events.drop = drop;
  return made?.instanceId ?? '';
}

interface Results {
  readonly Invocation: {
    readonly InvocationResults: {
      readonly InvocationResult: readonly { readonly InvocationStatus: string; readonly Output: string }[];
    };
  };
}

/** What a script printed that root runs inside, through Cloud Assistant. */
async function runInside(cloud: LocalCloud, instanceId: string, script: string): Promise<string> {
  const call = callEcs(cloud);
  const CommandContent = Buffer.from(script).toString('base64');
  const asked = {
    RegionId,
    Type: 'RunShellScript',
    CommandContent,
    ContentEncoding: 'Base64',
    InstanceId: [instanceId],
  };
  const { InvokeId } = await call<{ InvokeId: string }>('RunCommand', asked);
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(50)) {
    const { Invocation } = await call<Results>('DescribeInvocationResults', { RegionId, InvokeId });
    const [result] = Invocation.InvocationResults.InvocationResult;
    if (result && !['Pending', 'Running'].includes(result.InvocationStatus))
      return Buffer.from(result.Output, 'base64').toString();
  }
  return '';
}
