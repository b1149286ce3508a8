import type { Spot } from '../../../shared/instances/place.ts';
import type { Driver, InstanceState, Observed, PowerResult, ProductName } from '../../../shared/products/product.ts';
import type { RestartJob } from '../../../shared/restart/job.ts';
import { createVirtualClock } from '../../virtual-clock.ts';

const REQUEST = { code: '200', message: '', requestId: null };
type Answer = PowerResult['accepted'];

/** Instances of one product whose states and answers a test sets, and everything that is asked of them. */
export function createFakeFleet(product: ProductName, startedMs = Date.UTC(2026, 0, 1)) {
  const clock = createVirtualClock(startedMs);
  const states = new Map<string, InstanceState>();
  const asked: string[] = [];
  /** Answers to come, `yes` when there are none left. */
  const answers: Answer[] = [];
  const ask = (what: string) => async (_region: string | null, ids: readonly string[]) => {
    asked.push(`${what} ${ids.join(' ')}`);
    const accepted = answers.shift() ?? 'yes';
    return new Map(ids.map((id) => [id, { ...REQUEST, accepted }]));
  };
  const driver = {
    statuses: async () => states,
    look: async (_region: string | null, ids: readonly string[]) => new Map(ids.map((id) => [id, observed(id)])),
    tag: ask('tag'),
    untag: ask('untag'),
    power: { maxInstancesPerCall: 50, stop: ask('stop'), start: ask('start'), reboot: ask('reboot') },
  } as unknown as Driver;
  const tags: Record<string, string> = {};
  const observed = (instanceId: string): Observed => ({
    instanceId,
    status: states.get(instanceId)?.status ?? 'Running',
    os: 'linux',
    keyPairName: 'old',
    instanceName: null,
    tags,
    startedMs,
    createdMs: null,
    addresses: { private: null, public: null },
  });
  return {
    clock,
    asked,
    answers,
    tags,
    /** How often something was asked for. */
    count: (what: string) => asked.filter((one) => one.startsWith(`${what} `)).length,
    show: (id: string, status: string) => void states.set(id, { status, startedMs }),
    spotOf: (instanceId: string): Spot => ({ product, regionId: null, instanceId, driver }),
    observed,
  };
}

export type FakeFleet = ReturnType<typeof createFakeFleet>;

/** Restarts its instances, named by their ids, for a change that succeeds and needs no proof. */
export function jobOf(fleet: FakeFleet, changes: Partial<RestartJob<string>> = {}): RestartJob<string> {
  const seen = new Map<string, Observed>();
  return {
    clock: fleet.clock,
    limits: { maxUnavailable: 1, maxFailures: 0, force: false, endMs: Number.POSITIVE_INFINITY },
    whereOf: fleet.spotOf,
    observedOf: (id) => {
      const first = seen.get(id) ?? fleet.observed(id);
      seen.set(id, first);
      return first;
    },
    keyPairNameOf: () => 'ops',
    change: {
      isDue: () => true,
      make: async (ids) => {
        fleet.asked.push(`change ${ids.join(' ')}`);
        return new Map();
      },
      isMade: () => false,
      noteMade: () => {},
    },
    proof: {
      find: async (ids) => new Map(ids.map((id) => [id, null])),
      patienceMs: () => 0,
      bootIds: async () => new Map(),
    },
    ...changes,
  };
}
