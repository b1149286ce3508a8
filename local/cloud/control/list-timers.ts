import type { Route } from './route.ts';

/** The names of the timers that can be fired. */
export const listTimersRoute: Route = {
  method: 'GET',
  path: '/_local/timers',
  run: (state) => state.timers.names(),
};
