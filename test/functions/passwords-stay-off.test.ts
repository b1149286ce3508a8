import { existsSync } from 'node:fs';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { startInvocation } from '../../shared/runtime/invocation.ts';
import { createKey } from '../local/guest/ssh-client.ts';
import { contextFor, rpc, targetOf } from '../stack.ts';

const canServe = existsSync('/usr/sbin/sshd') && process.getuid?.() === 0;

/** Detaches the only key of an instance with a password of root's, whose sshd has these lines in a file of its own. */
async function detachWith(lines: string): Promise<{ code?: string; status?: string } | undefined> {
  const cloud = await startLocalCloud({ guestSshd: 'openssh' });
  onTestFinished(() => cloud.close());
  const call = rpc(cloud, 'ecs');
  const RegionId = 'cn-hangzhou';
  await call('ImportKeyPair', { RegionId, KeyPairName: 'ours', PublicKeyBody: createKey('rsa').publicKey });
  const [made] = cloud.instances.add([{ product: 'ecs', regionId: RegionId, keyPairName: 'ours' }]);
  const id = made?.instanceId ?? '';
  await cloud.instances.change(id, { password: 'correct horse' });
  const script = `printf '%s\\n' '${lines}' PermitRootLogin\\ yes >/etc/ssh/sshd_config.d/10-own.conf; kill -HUP "$(cat /run/sshd.pid)"; sleep 0.5`;
  const content = Buffer.from(script).toString('base64');
  const asked = { Type: 'RunShellScript', CommandContent: content, ContentEncoding: 'Base64', InstanceId: [id] };
  const { InvokeId } = (await call('RunCommand', { RegionId, ...asked })) as { InvokeId: string };
  const invocation = () => call('DescribeInvocationResults', { RegionId, InvokeId });
  await expect.poll(async () => JSON.stringify(await invocation()), { timeout: 120_000 }).toContain('"Success"');
  const command = readCommand('detach', targetOf('ecs', 'ours', [id]), 1);
  const report = await dispatch(command, startInvocation(contextFor(cloud, 300), { KEYFLEET_ENDPOINT: cloud.url }));
  return report.results[0];
}

describe.skipIf(!canServe)('a detach of the only key where root has a password (needs an OpenSSH server)', () => {
  it('a detach goes through where passwords come back with the next start', async () => {
    expect(await detachWith('# nothing')).toMatchObject({ status: 'succeeded' });
  });

  it('a detach is refused where a file of the host keeps passwords off', async () => {
    expect(await detachWith('PasswordAuthentication no')).toMatchObject({ status: 'failed', code: 'CannotVerify' });
  });
});
