import type { LocalCloud } from '@keyfleet/local-cloud';
import { createDriver, regionOf } from '../../../stack.ts';

const KEYS_FILE = '/root/.ssh/authorized_keys';

/** Has a person change a guest of ECS, as root. */
async function run(cloud: LocalCloud, instanceId: string, script: string): Promise<void> {
  const { commands } = createDriver(cloud, 'ecs');
  if (!commands) throw new Error('no commands');
  const invokeId = await commands.start(regionOf('ecs'), [instanceId], `#!/bin/sh\n${script}\n`, 60);
  for (;;) {
    const results = await commands.results(regionOf('ecs'), invokeId, [instanceId]);
    if (results.size > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Puts a key into a guest, as an image may have it. */
export const putKey = (cloud: LocalCloud, instanceId: string, publicKey: string) =>
  run(cloud, instanceId, `mkdir -p /root/.ssh; echo '${publicKey}' >>${KEYS_FILE}`);

/** Takes every key out of a guest. */
export const emptyKeys = (cloud: LocalCloud, instanceId: string) => run(cloud, instanceId, `: >${KEYS_FILE}`);

/** Has sshd take no key of root any more, for anybody may write to its home. */
export const breakGuest = (cloud: LocalCloud, instanceId: string) => run(cloud, instanceId, 'chmod 0777 /root');

export const mendGuest = (cloud: LocalCloud, instanceId: string) => run(cloud, instanceId, 'chmod 0700 /root');
