import { createNonces, type Nonces } from '../signature/nonces.ts';
import { demoFleet, type Fleet } from './control/demo-fleet.ts';
import { addInstances } from './control/instance/instance-specs.ts';
import { createFaults, type FaultRegister } from './disturbances/faults/faults.ts';
import { createQuotas, type Quotas } from './disturbances/quotas/quotas.ts';
import { createEvents, type EventBus } from './events/events.ts';
import { createTimers, type Timers } from './events/timers.ts';
import { type Calls, createCalls } from './gateway/calls.ts';
import { type ClientTokens, createClientTokens } from './gateway/client-tokens.ts';
import { createPrincipals, type Principals } from './gateway/principals.ts';
import type { GuestHost } from './guests/guest-host.ts';
import { createInstanceGuests } from './guests/instance-guests.ts';
import { type Cloud, createCloud } from './model/cloud.ts';
import type { Fact } from './model/fact.ts';
import { withSettings } from './settings/merge.ts';
import { type DeepPartial, defaultSettings, type Settings } from './settings/settings.ts';

/** Everything a running local cloud holds. */
export interface State {
  /** Replaced by a reset; read it anew for each request. */
  cloud: Cloud;
  readonly settings: Settings;
  readonly principals: Principals;
  readonly calls: Calls;
  readonly clientTokens: ClientTokens;
  readonly events: EventBus;
  /** Of the functions that run against this cloud. */
  readonly timers: Timers;
  readonly faults: FaultRegister;
  readonly quotas: Quotas;
  /** Of the requests that were signed right. */
  readonly nonces: Nonces;
  /** The cloud's clock, epoch milliseconds. */
  now(): number;
  /** Begins anew with the given fleet, unannounced; principals stay, settings return to those of the start. */
  reset(fleet: Fleet): void;
  /** Ends the guests; nothing happens by itself any more. */
  close(): Promise<void>;
}

export interface StateOptions {
  fleet: Fleet;
  now: () => number;
  random: () => number;
  /** Calls back after `ms` milliseconds. */
  after: (ms: number, task: () => void) => void;
  guestHost: GuestHost;
  settings: DeepPartial<Settings>;
}

/** Choice: any account will do; the documents' samples show 16 digits. */
const accountId = '1234567890123456';

export function createState({
  fleet,
  now: machineTime,
  random,
  after,
  guestHost,
  settings: initial,
}: StateOptions): State {
  const settings = withSettings(defaultSettings(), initial);
  const now = () => machineTime() + settings.clockOffsetMs;
  const events = createEvents({ accountId, settings, now, seed: random().toString() });
  let isClosed = false;
  let guestsGone = Promise.resolve();
  // Only the cloud in place is heard: neither a fleet on its way in nor what a reset left behind.
  const newCloud = () => {
    const tell = (fact: Fact) => cloud === state.cloud && events.tell(fact);
    const inPlace: StateOptions['after'] = (ms, task) => after(ms, () => cloud === state.cloud && !isClosed && task());
    const guests = createInstanceGuests(guestHost, guestsGone);
    const cloud = createCloud({ accountId, settings, now, random, tell, after: inPlace, guests });
    return cloud;
  };
  const state: State = {
    cloud: newCloud(),
    settings,
    principals: createPrincipals({ accountId, now, kept: () => settings.kept.temporaryKeys }),
    calls: createCalls(() => settings.kept.calls),
    clientTokens: createClientTokens(() => settings.kept.clientTokens),
    events,
    timers: createTimers(),
    faults: createFaults(),
    quotas: createQuotas({ settings, now }),
    nonces: createNonces(),
    now,
    reset: (next) => {
      Object.assign(settings, withSettings(defaultSettings(), initial));
      state.calls.clear();
      state.clientTokens.clear();
      events.clear();
      state.faults.clear();
      state.quotas.clear();
      state.nonces.clear();
      guestsGone = state.cloud.guests.close();
      const cloud = newCloud();
      if (next === 'demo') addInstances(cloud, demoFleet);
      state.cloud = cloud;
    },
    close: async () => {
      isClosed = true;
      await guestsGone;
      await guestHost.close();
    },
  };
  state.reset(fleet);
  return state;
}
