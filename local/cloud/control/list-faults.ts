import type { Route } from './route.ts';

/** The fault rules in their order, each with how often it `fired`. */
export const listFaultsRoute: Route = {
  method: 'GET',
  path: '/_local/faults',
  run: (state) => state.faults.list(),
};
