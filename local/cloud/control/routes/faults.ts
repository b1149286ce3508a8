import { readRule } from '../../disturbances/faults/rule.ts';
import type { Route } from '../route.ts';

/** The fault rules in their order, each with how often it `fired`. */
const listFaults: Route = {
  method: 'GET',
  path: '/_local/faults',
  run: (state) => state.faults.list(),
};

/** Adds one fault rule; answers with it. What is wrong with it is named, field by field. */
const addFault: Route = {
  method: 'POST',
  path: '/_local/faults',
  run: (state, body) => state.faults.add(readRule(body)),
};

/** Takes all fault rules away. */
const clearFaults: Route = {
  method: 'DELETE',
  path: '/_local/faults',
  run: (state) => {
    state.faults.clear();
    return [];
  },
};

/** Fault rules. */
export const faultsRoutes: readonly Route[] = [listFaults, addFault, clearFaults];
