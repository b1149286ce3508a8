import { type LocalCloud, startLocalCloud } from '../../local/cloud/index.ts';
import { openCloud } from '../../shared/cloud/rpc.ts';
import { readFleet } from '../../shared/fleet/file/read.ts';
import type { Fleet } from '../../shared/fleet/fleet.ts';
import { startInvocation } from '../../shared/invocation.ts';
import { products } from '../../shared/products/index.ts';
import { readRotation } from '../../shared/rotation/command.ts';
import { makeKey } from '../../shared/rotation/make-key.ts';
import type { RotationStatus } from '../../shared/rotation/report.ts';
import { runRotation } from '../../shared/rotation/run.ts';
import { createVirtualClock, type VirtualClock } from '../../test/virtual-clock.ts';
import { LATENCY_MS } from '../pacing/cell.ts';

/** A fleet of edge nodes and its `rotate`: they are what a rotation restarts. */
export interface EdgeNodes {
  /** Runs a request; how long its invocation took: waiting by the injected clock, calls and work by the real one. */
  ask(request: object): Promise<{ status: RotationStatus; seconds: number }>;
  /** Lets time pass until a moment, if it is not over already; milliseconds as of `now`. */
  until(ms: number): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

export interface Size {
  readonly nodes: number;
  readonly atOnce: number;
  readonly restartMs: number;
  readonly timeoutSeconds: number;
}

export async function startEdgeNodes({ nodes, atOnce, restartMs, timeoutSeconds }: Size): Promise<EdgeNodes> {
  const clock = createVirtualClock();
  const cloud = await startLocalCloud({
    now: clock.now,
    after: (ms, task) => void clock.after(ms, task),
    settings: {
      dateWindowMinutes: 1_000_000_000,
      power: { stopMs: restartMs / 2, startMs: restartMs / 2 },
    },
  });
  await furnish(cloud, nodes, clock);
  cloud.settings.latencyMs = LATENCY_MS;
  const fleet = fleetOf(atOnce);
  const { accessKeyId, accessKeySecret, accountId, url } = cloud;
  const context = {
    requestId: '1-bench',
    accountId,
    region: 'cn-hangzhou',
    credentials: { accessKeyId, accessKeySecret },
    function: { name: 'rotate', timeout: timeoutSeconds },
  };
  return {
    now: clock.now,
    ask: async (request) => {
      const [fromMs, realFromMs] = [clock.now(), performance.now()];
      const invocation = startInvocation(context, { KEYFLEET_ENDPOINT: url }, clock);
      const makeIt: typeof makeKey = (algorithm) => clock.during(makeKey(algorithm));
      const work = runRotation(readRotation(request, fleet), invocation, fleet, { makeKey: makeIt });
      const [status] = (await clock.run(work)).keyPairs;
      if (!status) throw new Error('no key pair was rotated');
      return { status, seconds: (clock.now() - fromMs + performance.now() - realFromMs) / 1000 };
    },
    until: (ms) => clock.run(clock.sleep(ms - clock.now())),
    close: () => cloud.close(),
  };
}

/** Nodes that carry `ops` and can be logged in to, each by the port that its tag says. */
async function furnish(cloud: LocalCloud, nodes: number, clock: VirtualClock): Promise<void> {
  const never = Number.POSITIVE_INFINITY;
  const deadlines = { writesMs: never, readsMs: never, answersMs: never };
  const bind = openCloud({ credentials: cloud, endpoint: cloud.url, clock, deadlines });
  const driver = products.ens.createDriver(bind(products.ens));
  const { publicKey } = await makeKey('rsa-2048');
  await clock.run(driver.keyPairs.import(null, 'ops', publicKey));
  const made = cloud.instances.add([{ product: 'ens', count: nodes, keyPairName: 'ops', tags: { ssh: 'ops' } }]);
  for (const { instanceId } of made) {
    const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
    await clock.run(driver.tag(null, [instanceId], { 'keyfleet:ssh-port': String(sshPort) }));
  }
}

function fleetOf(atOnce: number): Fleet {
  const { fleet, problems } = readFleet(`
keyPairs:
  - name: ops
    instances: [{ product: ens, tags: { ssh: ops } }]
    maxUnavailable: ${atOnce}
    rotation: { every: 30d, grace: 24h, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }
`);
  if (!fleet) throw new Error(JSON.stringify(problems));
  return fleet;
}
