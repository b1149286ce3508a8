import type { Route } from './route.ts';

/** What the cloud announced since the start, the last reset or the last clearing; oldest first, each in its own shape. */
export const listEventsRoute: Route = {
  method: 'GET',
  path: '/_local/events',
  run: (state) => state.events.list(),
};
