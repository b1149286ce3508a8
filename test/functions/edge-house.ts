import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startStack } from '../../cli/stack.ts';
import type { RotationReport } from '../../shared/rotation/report/report.ts';
import { invoke } from '../local/host/invoke.ts';
import { SECRETS } from '../shared/fleet/some-fleet.ts';
import { createDriver, regionOf } from '../stack.ts';
import { PATIENCE_MS } from '../time-limits.ts';

const FLEET = `
${SECRETS}
keyPairs:
  - name: edge
    instances: [{ product: ens, tags: { ssh: edge } }]
    rotation:
      { every: 30d, grace: 1h, algorithm: rsa-2048, secret: keyfleet/edge, verify: login, address: public, trustFirstHostKey: true }
`;

export const policy = await readFile(new URL('../../ram/rotate.json', import.meta.url), 'utf8');

/** The deployed `rotate` under a policy, over edge nodes and the real local host. */
export async function openHouse(nodes: number, rotatePolicy = policy) {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const fleetFile = path.join(folder, 'fleet.yaml');
  await writeFile(fleetFile, FLEET);
  for (const name of ['attach', 'detach', 'auto-attach', 'fleet'])
    await writeFile(path.join(folder, `${name}.json`), policy);
  await writeFile(path.join(folder, 'rotate.json'), rotatePolicy);
  const lines: string[] = [];
  const env = { KEYFLEET_FOLLOW_UP_SECONDS: '1' };
  const log = (line: string) => void lines.push(line);
  const stack = await startStack({ fleet: 'empty', env, log, fleetFile, policies: folder });
  onTestFinished(() => stack.close());
  const { cloud, host } = stack;
  const made = cloud.instances.add([{ product: 'ens', count: nodes, keyPairName: 'edge', tags: { ssh: 'edge' } }]);
  for (const { instanceId } of made) {
    const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
    await createDriver(cloud, 'ens').tag(regionOf('ens'), [instanceId], { 'keyfleet:ssh-port': String(sshPort) });
  }
  const ask = async (request: object) => {
    const call = { body: JSON.stringify(request), readTimeoutMs: PATIENCE_MS };
    const answer = await invoke(host.url, 'keyfleet-rotate', call, cloud);
    return (JSON.parse(answer.body.toString('utf8')) as RotationReport).keyPairs[0];
  };
  return {
    ask,
    statuses: () => cloud.instances.list().map(({ status }) => status),
    carried: () => [...new Set(cloud.instances.list().map(({ keyPairName }) => keyPairName))],
    ticks: () => lines.filter((line) => line.includes('"action":"tick"')).length,
  };
}
