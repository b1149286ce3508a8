import { addInstances } from '../instance-specs.ts';
import { instanceView } from './instance-view.ts';
import type { Route } from './route.ts';

/** Makes instances; answers with a flat array of those made. */
export const addInstancesRoute: Route = {
  method: 'POST',
  path: '/_local/instances',
  run: (state, body) => addInstances(state.cloud, body).map((instance) => instanceView(state.cloud, instance)),
};
