import { execFile, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { createIdentityFolder } from '../../../secrets/identity-folder.ts';
import { type KeyName, keys, openHouse } from './house.ts';
import { sshdKinds } from './sshd-kinds.ts';

const run = promisify(execFile);
const folder = createIdentityFolder();
afterAll(() => rmSync(folder, { recursive: true }));
for (const [name, { privateKey }] of Object.entries(keys)) {
  writeFileSync(path.join(folder, name), privateKey, { mode: 0o600 });
}
const flags = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes', 'IdentitiesOnly=yes'];

async function ssh(port: number, key: KeyName): Promise<boolean> {
  const options = ['-F', 'none', '-q', ...flags.flatMap((flag) => ['-o', flag])];
  const target = ['-i', path.join(folder, key), '-p', String(port), 'root@127.0.0.1', 'true'];
  return run('ssh', [...options, ...target]).then(
    () => true,
    () => false,
  );
}

describe.skipIf(spawnSync('ssh', ['-V']).status !== 0)('the OpenSSH client', () => {
  it.each(sshdKinds)('sees the old truth until the reboot, the new one after, served by %s', async (_name, options) => {
    const house = await openHouse({ product: 'ecs', keyPairName: 'first' }, options);
    const port = (await house.cloud.instances.inspect(house.instanceId))?.sshPort ?? 0;
    await house.attach('second');
    expect([await ssh(port, 'first'), await ssh(port, 'second')]).toEqual([true, false]);
    await house.power('Reboot', 'Running');
    await house.cloud.instances.inspect(house.instanceId);
    expect([await ssh(port, 'first'), await ssh(port, 'second')]).toEqual([false, true]);
    await house.detach('second');
    await house.power('Reboot', 'Running');
    await house.cloud.instances.inspect(house.instanceId);
    expect([await ssh(port, 'first'), await ssh(port, 'second')]).toEqual([false, false]);
  });
});
