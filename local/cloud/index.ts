import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { CallRecord } from './calls.ts';
import type { Events } from './events/events.ts';
import { addInstances } from './instance-specs.ts';
import type { Instance, InstanceSpec } from './model/instance.ts';
import type { Principals } from './principals.ts';
import { createCloudServer } from './server.ts';
import type { DeepPartial, Settings } from './settings.ts';
import { createState, type Fleet } from './state.ts';

export type { CallRecord } from './calls.ts';
export { type CloudEvent, isCloudEvent, type MonitorEvent, type WireEvent } from './events/event.ts';
export type { Events } from './events/events.ts';
export { InvalidInput } from './invalid-input.ts';
export type { Instance, InstanceSpec } from './model/instance.ts';
export type { Policy, PolicyDocument } from './policy.ts';
export type { Principal, Principals } from './principals.ts';
export type { DeepPartial, Settings } from './settings.ts';

export interface LocalCloudOptions {
  /** Default 0: any free port. A port in use rejects with the system's `EADDRINUSE`. */
  port?: number;
  /** Default `empty`. */
  fleet?: Fleet;
  /** Clock, epoch milliseconds. Default `Date.now`. */
  now?: () => number;
  /** Source of ids and request ids, 0 to 1. Default `Math.random`. Keys and secrets never come from it. */
  random?: () => number;
  /** Timer: calls back after `ms` milliseconds. Default `setTimeout`, which does not keep the process alive. */
  after?: (ms: number, task: () => void) => void;
  /** Changes to the defaults; a reset returns to them. */
  settings?: DeepPartial<Settings>;
}

/** A running local cloud on 127.0.0.1. */
export interface LocalCloud {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly accountId: string;
  /** The operator's key, which may do everything. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly principals: Principals;
  readonly instances: {
    /** Makes instances. Key pairs named and not there are made too. @throws InvalidInput */
    add(specs: readonly InstanceSpec[]): Instance[];
    list(): Instance[];
    get(instanceId: string): Instance | undefined;
  };
  readonly calls: { list(): CallRecord[]; clear(): void };
  /** What the cloud announces: changes of instances and calls that write. */
  readonly events: Events;
  /** Live: what is changed here holds for the next call. */
  readonly settings: Settings;
  /** Begins anew: calls, events, faults and settings cleared; port and credentials kept. Default `empty`. */
  reset(fleet?: Fleet): void;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/** Starts an emulator of ECS, ENS and SWAS that speaks their wire protocol and verifies signatures. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const { port = 0, fleet = 'empty', now = Date.now, random = Math.random, after = timer, settings = {} } = options;
  const state = createState({ fleet, now, random, after, settings });
  const operator = state.principals.create({ name: 'operator' });
  const server = createCloudServer(state);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountId: state.cloud.accountId,
    accessKeyId: operator.accessKeyId,
    accessKeySecret: operator.accessKeySecret,
    principals: state.principals,
    instances: {
      add: (specs) => addInstances(state.cloud, specs),
      list: () => state.cloud.instances.all(),
      get: (instanceId) => state.cloud.instances.get(instanceId),
    },
    calls: { list: () => state.calls.list(), clear: () => state.calls.clear() },
    events: state.events,
    settings: state.settings,
    reset: (next = 'empty') => state.reset(next),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A longer wait than timers can count is cut short: whoever is woken looks at the clock. */
function timer(ms: number, task: () => void): void {
  setTimeout(task, Math.min(ms, 2 ** 31 - 1)).unref();
}
