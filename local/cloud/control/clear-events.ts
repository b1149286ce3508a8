import type { Route } from './route.ts';

/** Forgets the events so far; who listens goes on listening. */
export const clearEventsRoute: Route = {
  method: 'DELETE',
  path: '/_local/events',
  run: (state) => {
    state.events.clear();
    return [];
  },
};
