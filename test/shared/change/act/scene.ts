import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { type Action, readCommand } from '../../../../shared/change/command.ts';
import { dispatch } from '../../../../shared/change/dispatch.ts';
import type { Report } from '../../../../shared/change/report.ts';
import { openCloud } from '../../../../shared/cloud/rpc.ts';
import type { Fleet } from '../../../../shared/fleet/fleet.ts';
import type { ProductName } from '../../../../shared/products/product.ts';
import type { Invocation } from '../../../../shared/runtime/invocation.ts';
import { type CrashPoint, doom } from '../../../crash.ts';
import { regionOf } from '../../../stack.ts';
import { createVirtualClock, type VirtualClock } from '../../../virtual-clock.ts';

/** The local cloud and the functions' shared part on one virtual clock, with real HTTP between them. */
export interface Scene {
  readonly cloud: LocalCloud;
  readonly clock: VirtualClock;
  /** Makes instances without an agent, because scripts take real time, and returns their ids. */
  make(product: ProductName, count: number, more?: object): string[];
  /** Runs a request to its end in virtual time; `limitMs` is how long the invocation may take; no fleet: nothing rotates. */
  run(action: Action, request: object, limitMs?: number, fleet?: Fleet): Promise<Report>;
  /** The same before time passes, by an invocation of its own: several can be under way at once. */
  begin(action: Action, request: object): Promise<Report>;
  /** Begins a request with a worker that dies at that point; the calls that it made. */
  beginDoomed(action: Action, request: object, point?: CrashPoint): Promise<readonly string[]>;
  /** The same to its end, in virtual time. */
  runDoomed(action: Action, request: object, point?: CrashPoint): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function createScene(settings: object = {}, seed = 1): Promise<Scene> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1), seed);
  const cloud = await startLocalCloud({
    now: clock.now,
    after: (ms, task) => void clock.after(ms, task),
    random: clock.random,
    // Calls are signed by the machine's clock.
    settings: { dateWindowMinutes: 1_000_000_000, ...settings },
  });
  let begun = 0;
  const beginDoomed: Scene['beginDoomed'] = async (action, request, point) => {
    const given = { ...invocationOf(cloud, clock, 36_000_000), requestId: `1-doomed-${++begun}` };
    const { invocation, died, calls } = doom(given, point);
    await Promise.race([dispatch(readCommand(action, request, 5_000), invocation), died]);
    return calls();
  };
  return {
    cloud,
    clock,
    make: (product, count, more = {}) => {
      const region = regionOf(product);
      const spec = { product, count, agent: 'offline', ...(region && { regionId: region }), ...more };
      return cloud.instances.add([spec as Parameters<typeof cloud.instances.add>[0][number]]).map((i) => i.instanceId);
    },
    run: (action, request, limitMs = 36_000_000, fleet) =>
      clock.run(dispatch(readCommand(action, request, 5_000), invocationOf(cloud, clock, limitMs), fleet)),
    begin: (action, request) => {
      const invocation = { ...invocationOf(cloud, clock, 36_000_000), requestId: `1-begun-${++begun}` };
      return dispatch(readCommand(action, request, 5_000), invocation);
    },
    beginDoomed,
    runDoomed: (action, request, point) => clock.run(beginDoomed(action, request, point)),
    close: () => cloud.close(),
  };
}

function invocationOf(cloud: LocalCloud, clock: VirtualClock, limitMs: number): Invocation {
  const { url, accessKeyId, accessKeySecret } = cloud;
  const endMs = clock.now() + limitMs;
  const deadlines = { writesMs: endMs - 30_000, readsMs: endMs - 10_000, answersMs: endMs };
  const bind = openCloud({ credentials: { accessKeyId, accessKeySecret }, endpoint: url, clock, deadlines });
  return {
    requestId: '1-scene',
    functionName: 'keyfleet-scene',
    clock,
    deadlines,
    maxInstances: 5_000,
    accountId: cloud.accountId,
    regionId: 'cn-hangzhou',
    cloud: bind,
    again: null,
  };
}
