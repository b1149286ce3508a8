import { mergeSettings } from '../merge-settings.ts';
import type { Route } from './route.ts';

/** Merges changes into the settings; answers with all of them. An unknown one is refused by name. */
export const changeSettingsRoute: Route = {
  method: 'POST',
  path: '/_local/settings',
  run: (state, body) => {
    mergeSettings(state.settings, body);
    return state.settings;
  },
};
