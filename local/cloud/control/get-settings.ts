import type { Route } from './route.ts';

/** The settings in force. */
export const getSettingsRoute: Route = {
  method: 'GET',
  path: '/_local/settings',
  run: (state) => state.settings,
};
