import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { callEcs } from './call-cloud.ts';
import { logIn, waitForLogin } from './log-in.ts';

const RegionId = 'cn-hangzhou';
const instanceId = 'i-bp1demo0000000000003';
const keyPairName = 'door';

/** What the story needs of the demo: the cloud, a voice, and the attach command. */
export type Teller = {
  readonly cloud: LocalCloud;
  readonly say: (text: string) => void;
  readonly attach: (why: string, args: readonly string[]) => Promise<boolean>;
};

/** Ends the demo at the door: a key pair is attached, the instance rebooted, and the key opens it. */
export async function tellLogin({ cloud, say, attach }: Teller): Promise<boolean> {
  const call = callEcs(cloud);
  const created = await call<{ PrivateKeyBody: string }>('CreateKeyPair', { RegionId, KeyPairName: keyPairName });
  const target = ['--product', 'ecs', '--region', RegionId, '--key-pair', keyPairName, '--instances', instanceId];
  const isAttached = await attach(
    `Does a key open the door? Attach a new key pair, "${keyPairName}", to web-3.`,
    target,
  );
  if (!isAttached) return false;

  const port = (await cloud.instances.inspect(instanceId))?.sshPort ?? 0;
  const { runner } = await cloud.isolation();
  const login = { port, privateKey: created.PrivateKeyBody, command: runner === 'none' ? 'true' : 'hostname' };
  const shell = `$ ssh -i ${keyPairName}.pem -p ${port} root@127.0.0.1`;
  say(`\n── Attached is not yet effective: web-3 has what it booted with.\n${shell}\n`);
  if ((await logIn(login)) !== 'refused') return false;
  say('Permission denied.');

  say(`\n── Reboot it, and try again.\n${shell}\n`);
  await reboot(cloud);
  const answer = await waitForLogin(login);
  if (answer) say(`Logged in with the new key${answer.output && `, to ${answer.output}`}.`);
  return answer !== undefined;
}

/** Reboots the instance and waits until its new boot runs, half a minute at most. */
async function reboot(cloud: LocalCloud): Promise<void> {
  const before = (await cloud.instances.inspect(instanceId))?.bootId;
  await callEcs(cloud)('RebootInstance', { InstanceId: instanceId });
  for (const endMs = Date.now() + 30_000; Date.now() < endMs; await wait(50)) {
    const now = await cloud.instances.inspect(instanceId);
    if (now?.status === 'Running' && now.bootId !== before) return;
  }
}
