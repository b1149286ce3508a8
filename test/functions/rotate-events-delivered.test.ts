import { expect, it, onTestFinished, vi } from 'vitest';
import { startStack } from '../../cli/stack.ts';
import type { RotationReport } from '../../shared/rotation/report/report.ts';
import { canLogIn, createKey } from '../local/guest/ssh-client.ts';
import { invoke } from '../local/host/invoke.ts';
import { rpc } from '../stack.ts';
import { PATIENCE_MS } from '../time-limits.ts';

const RegionId = 'cn-hangzhou';
const firstKey = createKey('rsa');

/** The repository's own functions and fleet, over one instance that runs and one that is stopped. */
async function openHouse() {
  const stack = await startStack({ fleet: 'empty', env: {}, log: () => {} });
  onTestFinished(() => stack.close());
  const { cloud, host } = stack;
  const ecs = rpc(cloud, 'ecs');
  await ecs('ImportKeyPair', { RegionId, KeyPairName: 'ops', PublicKeyBody: firstKey.publicKey });
  const usual = { product: 'ecs', regionId: RegionId, keyPairName: 'ops', tags: { ssh: 'ops' } } as const;
  const made = cloud.instances.add([usual, usual]);
  const [up = '', down = ''] = made.map(({ instanceId }) => instanceId);
  await cloud.instances.inspect(down);
  await ecs('StopInstance', { InstanceId: down });
  await vi.waitFor(() => expect(cloud.instances.get(down)?.status).toBe('Stopped'), PATIENCE_MS);
  const ask = async (request: object) => {
    const call = { body: JSON.stringify(request), readTimeoutMs: PATIENCE_MS };
    const answer = await invoke(host.url, 'keyfleet-rotate', call, cloud);
    return JSON.parse(answer.body.toString('utf8')) as RotationReport;
  };
  const letsOldIn = async (id: string) => {
    const port = (await cloud.instances.inspect(id))?.sshPort ?? 0;
    return canLogIn(port, { privateKey: firstKey.privateKey });
  };
  return { cloud, ecs, ask, up, down, letsOldIn, carriedBy: (id: string) => cloud.instances.get(id)?.keyPairName };
}

it('an instance that was stopped through a whole rotation is finished by the event of its start alone', async () => {
  const { cloud, ecs, ask, up, down, letsOldIn, carriedBy } = await openHouse();
  const { keyPairs } = await ask({ action: 'now', keyPair: 'ops', revoke: true });
  expect(keyPairs).toMatchObject([{ phase: 'lagging', counts: { verified: 1, lagging: 1 } }]);
  const current = keyPairs[0]?.current;
  expect([carriedBy(up), carriedBy(down)]).toEqual([current, 'ops']);
  expect(await letsOldIn(up)).toBe(false);

  await ecs('StartInstance', { InstanceId: down });
  await expect.poll(() => carriedBy(down)).toBe(current);
  await expect.poll(() => letsOldIn(down), { interval: 200 }).toBe(false);
  const status = async () => (await ask({ action: 'status' })).keyPairs[0];
  await expect.poll(status).toMatchObject({ phase: 'idle', counts: { verified: 2 } });
  const restarts = cloud.calls.list().filter(({ action }) => /^(Stop|Start|Reboot)Instance/.test(action ?? ''));
  expect(restarts.map(({ action }) => action)).toEqual(['StopInstance', 'StartInstance']);
});
