import { injectEvent } from '../events/inject.ts';
import type { Route } from './route.ts';

/** Puts an event on the bus as if the cloud had announced it; answers with the whole of it. */
export const injectEventRoute: Route = {
  method: 'POST',
  path: '/_local/events',
  run: (state, body) => injectEvent(state.events, body),
};
