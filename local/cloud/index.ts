import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Isolation, RunnerChoice, SshdChoice } from '../guest/isolation/isolation.ts';
import type { Fleet } from './control/demo-fleet.ts';
import { changeInstance } from './control/instance/change-instance.ts';
import { inspectInstance } from './control/instance/inspect-instance.ts';
import type { InstanceDetail } from './control/instance/instance-detail.ts';
import { addInstances } from './control/instance/instance-specs.ts';
import type { InstanceChanges } from './control/instance/instance-traits.ts';
import type { Faults } from './disturbances/faults/faults.ts';
import type { Events } from './events/events.ts';
import type { Timers } from './events/timers.ts';
import type { CallRecord } from './gateway/calls.ts';
import type { Principals } from './gateway/principals.ts';
import { createCloudServer } from './gateway/server.ts';
import { createGuestHost } from './guests/guest-host.ts';
import type { Instance, InstanceSpec } from './model/instance.ts';
import type { DeepPartial, Settings } from './settings/settings.ts';
import { createState } from './state.ts';

export { demoFleet } from './control/demo-fleet.ts';
export type { InstanceDetail } from './control/instance/instance-detail.ts';
export type { InstanceChanges } from './control/instance/instance-traits.ts';
export type { FaultReport, Faults } from './disturbances/faults/faults.ts';
export type { FaultName, FaultRule } from './disturbances/faults/rule.ts';
export { type CloudEvent, isCloudEvent, type MonitorEvent, type WireEvent } from './events/event.ts';
export type { Events } from './events/events.ts';
export type { CallRecord } from './gateway/calls.ts';
export type { Principal, Principals } from './gateway/principals.ts';
export type { Instance, InstanceSpec } from './model/instance.ts';
export type { Policy, PolicyDocument } from './ram/policy.ts';
export { InvalidInput } from './settings/invalid-input.ts';
export type { DeepPartial, Settings } from './settings/settings.ts';

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
  /** Runs scripts of guests on this machine without isolation, as this process's user. Default false. */
  unsafeGuests?: boolean;
  /** How scripts of guests are isolated, for tests: by default the best that is proven to work here. */
  guestRunner?: RunnerChoice;
  /** What serves their logins: by default OpenSSH where it is installed, we are root, and nothing else is asked for. */
  guestSshd?: SshdChoice;
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
    /** With its guest, which listens from now on whenever it runs. Undefined when there is none of that id. */
    inspect(instanceId: string): Promise<InstanceDetail | undefined>;
    /** Whether its sshd would let root in with this key (an OpenSSH line) now: by its files, without a login. */
    accepts(instanceId: string, publicKey: string): Promise<boolean>;
    /** Changes what no API changes. @throws InvalidInput, also when there is none of that id */
    change(instanceId: string, changes: InstanceChanges): Promise<void>;
  };
  /** How scripts of guests are kept apart from this machine; `none`: agents are offline. Proven when first asked. */
  isolation(): Promise<Isolation>;
  readonly calls: { list(): CallRecord[]; clear(): void };
  /** What the cloud announces: changes of instances and calls that write. */
  readonly events: Events;
  /** Timers of functions that run against this cloud, for its control to fire. */
  readonly timers: Timers;
  /** Disturbances of calls, in the order in which they are due. */
  readonly faults: Faults;
  /** Live: what is changed here holds for the next call. */
  readonly settings: Settings;
  /** Begins anew: calls, events, faults and settings cleared; port and credentials kept. Default `empty`. */
  reset(fleet?: Fleet): void;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of ECS, ENS, SWAS and of KMS's secrets that speaks their wire protocol, verifies signatures and
 * enforces RAM policies.
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const { port = 0, fleet = 'empty', now = Date.now, random = Math.random, after = timer, settings = {} } = options;
  const runner = options.guestRunner ?? (options.unsafeGuests ? 'unsafe' : 'auto');
  const guestHost = createGuestHost({ runner, sshd: options.guestSshd ?? 'auto', now: () => new Date(now()) });
  const state = createState({ fleet, now, random, after, guestHost, settings });
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
      inspect: (instanceId) => inspectInstance(state.cloud, instanceId),
      accepts: async (instanceId, publicKey) => {
        const instance = state.cloud.instances.get(instanceId);
        return (instance && (await state.cloud.guests.of(instance)?.accepts('root', publicKey))) ?? false;
      },
      change: (instanceId, changes) => changeInstance(state.cloud, instanceId, changes),
    },
    isolation: () => guestHost.isolation(),
    calls: { list: () => state.calls.list(), clear: () => state.calls.clear() },
    events: state.events,
    timers: state.timers,
    faults: state.faults,
    settings: state.settings,
    reset: (next = 'empty') => state.reset(next),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, state.close()]);
    },
  };
}

/** A longer wait than timers can count is cut short: callers look at the clock when woken. */
function timer(ms: number, task: () => void): void {
  setTimeout(task, Math.min(ms, 2 ** 31 - 1)).unref();
}
