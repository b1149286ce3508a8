import type { Route } from './route.ts';

/** Every cloud call since the start, the last reset or the last clearing; oldest first. */
export const listCallsRoute: Route = {
  method: 'GET',
  path: '/_local/calls',
  run: (state) => state.calls.list(),
};
