import type { Route } from './route.ts';

/** Forgets the calls so far. */
export const clearCallsRoute: Route = {
  method: 'DELETE',
  path: '/_local/calls',
  run: (state) => {
    state.calls.clear();
    return [];
  },
};
