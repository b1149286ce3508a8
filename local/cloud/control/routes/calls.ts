import type { Route } from '../route.ts';

/** Every cloud call since the start, the last reset or the last clearing; oldest first. */
const listCalls: Route = {
  method: 'GET',
  path: '/_local/calls',
  run: (state) => state.calls.list(),
};

/** Forgets the calls so far. */
const clearCalls: Route = {
  method: 'DELETE',
  path: '/_local/calls',
  run: (state) => {
    state.calls.clear();
    return [];
  },
};

/** The record of cloud calls. */
export const callsRoutes: readonly Route[] = [listCalls, clearCalls];
