import { type Calls, createCalls } from './calls.ts';
import { type ClientTokens, createClientTokens } from './client-tokens.ts';
import { demoFleet } from './demo-fleet.ts';
import { addInstances } from './instance-specs.ts';
import { withSettings } from './merge-settings.ts';
import { type Cloud, createCloud } from './model/cloud.ts';
import { createPrincipals, type Principals } from './principals.ts';
import { type DeepPartial, defaultSettings, type Settings } from './settings.ts';

export type Fleet = 'demo' | 'empty';

/** Everything a running local cloud holds. */
export interface State {
  /** Replaced by a reset; read it anew for each request. */
  cloud: Cloud;
  readonly settings: Settings;
  readonly principals: Principals;
  readonly calls: Calls;
  readonly clientTokens: ClientTokens;
  now(): number;
  /** Begins anew with the given fleet; principals stay, settings return to those of the start. */
  reset(fleet: Fleet): void;
}

export interface StateOptions {
  fleet: Fleet;
  now: () => number;
  random: () => number;
  settings: DeepPartial<Settings>;
}

/** Choice: any account will do; the documents' samples show 16 digits. */
const accountId = '1234567890123456';

export function createState({ fleet, now, random, settings: initial }: StateOptions): State {
  const settings = withSettings(defaultSettings(), initial);
  const newCloud = () => createCloud({ accountId, settings, now, random });
  const state: State = {
    cloud: newCloud(),
    settings,
    principals: createPrincipals(),
    calls: createCalls(),
    clientTokens: createClientTokens(),
    now,
    reset: (next) => {
      Object.assign(settings, withSettings(defaultSettings(), initial));
      state.calls.clear();
      state.clientTokens.clear();
      state.cloud = newCloud();
      if (next === 'demo') addInstances(state.cloud, demoFleet);
    },
  };
  state.reset(fleet);
  return state;
}
