import * as v from 'valibot';
import { InvalidInput } from '../../settings/invalid-input.ts';
import { mergeSettings } from '../../settings/merge.ts';
import type { Route } from '../route.ts';

/** The settings in force. */
const getSettings: Route = {
  method: 'GET',
  path: '/_local/settings',
  run: (state) => state.settings,
};

/** Merges changes into the settings; answers with all of them. An unknown one is refused by name. */
const changeSettings: Route = {
  method: 'POST',
  path: '/_local/settings',
  run: (state, body) => {
    mergeSettings(state.settings, body);
    return state.settings;
  },
};

const bodySchema = v.strictObject({ fleet: v.optional(v.picklist(['demo', 'empty']), 'empty') });

/** Begins anew: instances, key pairs, calls, events, faults, quotas and settings. Port and credentials are kept. */
const reset: Route = {
  method: 'POST',
  path: '/_local/reset',
  run: (state, body) => {
    const parsed = v.safeParse(bodySchema, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    state.reset(parsed.output.fleet);
    return parsed.output;
  },
};

/** Settings, and a reset. */
export const settingsRoutes: readonly Route[] = [getSettings, changeSettings, reset];
