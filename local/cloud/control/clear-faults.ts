import type { Route } from './route.ts';

/** Takes all fault rules away. */
export const clearFaultsRoute: Route = {
  method: 'DELETE',
  path: '/_local/faults',
  run: (state) => {
    state.faults.clear();
    return [];
  },
};
