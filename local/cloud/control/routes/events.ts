import { injectEvent } from '../../events/inject.ts';
import type { Route } from '../route.ts';

/** What the cloud announced since the start, the last reset or the last clearing; oldest first, each in its own shape. */
const listEvents: Route = {
  method: 'GET',
  path: '/_local/events',
  run: (state) => state.events.list(),
};

/** Puts an event on the bus as if the cloud had announced it; answers with the event as announced. */
const announceEvent: Route = {
  method: 'POST',
  path: '/_local/events',
  run: (state, body) => injectEvent(state.events, body),
};

/** Forgets the events so far; listeners stay. */
const clearEvents: Route = {
  method: 'DELETE',
  path: '/_local/events',
  run: (state) => {
    state.events.clear();
    return [];
  },
};

/** The event bus. */
export const eventsRoutes: readonly Route[] = [listEvents, announceEvent, clearEvents];
