import { readRule } from '../faults/rule.ts';
import type { Route } from './route.ts';

/** Adds one fault rule; answers with it. What is wrong with it is named, field by field. */
export const addFaultRoute: Route = {
  method: 'POST',
  path: '/_local/faults',
  run: (state, body) => state.faults.add(readRule(body)),
};
