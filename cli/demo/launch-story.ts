import { setTimeout as wait } from 'node:timers/promises';
import { demoFleet, type LocalCloud } from '@keyfleet/local-cloud';
import { callEcs } from './call-cloud.ts';
import { waitForLogin } from './log-in.ts';

const RegionId = 'cn-hangzhou';
const PATIENCE_MS = 30_000;

/**
 * Fills an empty cloud with the demo fleet, unannounced, so that nothing is attached before the story begins.
 * Returns the private half of the key pair `ops`.
 */
export async function addFleet(cloud: LocalCloud): Promise<string> {
  const { PrivateKeyBody } = await callEcs(cloud)<{ PrivateKeyBody: string }>('CreateKeyPair', {
    RegionId,
    KeyPairName: 'ops',
  });
  cloud.settings.events.drop = 1;
  cloud.instances.add(demoFleet);
  cloud.settings.events.drop = 0;
  return PrivateKeyBody;
}

/** An instance launches with the fleet's tag, and can be logged in to a moment later, without a request. */
export async function tellLaunch(cloud: LocalCloud, privateKey: string, say: (text: string) => void): Promise<boolean> {
  say(
    '\n── The fleet.yaml of this demo says that what is tagged ssh: ops carries the key pair "ops". So launch something new.',
  );
  say('$ aliyun ecs RunInstances --Amount 1 --Tag.1.Key ssh --Tag.1.Value ops …\n');
  const startMs = Date.now();
  const instanceId = await launch(cloud);
  say(`${instanceId} is on its way. No command is run now: the cloud announces it, auto-attach takes a look.`);
  if (!(await isAttached(cloud, instanceId))) return false;
  const port = (await cloud.instances.inspect(instanceId))?.sshPort ?? 0;
  say(`$ ssh -i ops.pem -p ${port} root@127.0.0.1\n`);
  const answer = await waitForLogin({ port, privateKey, command: 'true' });
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  if (answer) say(`Logged in, ${seconds} s after the launch, and without a restart.`);
  return answer !== undefined;
}

async function launch(cloud: LocalCloud): Promise<string> {
  const { InstanceIdSets } = await callEcs(cloud)<{ InstanceIdSets: { InstanceIdSet: string[] } }>('RunInstances', {
    RegionId,
    ImageId: 'ubuntu_24_04_x64_20G_alibase.vhd',
    InstanceType: 'ecs.t6-c1m1.large',
    InstanceName: 'web-4',
    Amount: 1,
    Tag: [{ Key: 'ssh', Value: 'ops' }],
  });
  return InstanceIdSets.InstanceIdSet[0] ?? '';
}

async function isAttached(cloud: LocalCloud, instanceId: string): Promise<boolean> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(50)) {
    if (cloud.instances.get(instanceId)?.keyPairName === 'ops') return true;
  }
  return false;
}
