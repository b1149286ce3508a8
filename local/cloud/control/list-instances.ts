import { instanceView } from './instance-view.ts';
import type { Route } from './route.ts';

/** All instances, in order of creation. */
export const listInstancesRoute: Route = {
  method: 'GET',
  path: '/_local/instances',
  run: (state) => state.cloud.instances.all().map((instance) => instanceView(state.cloud, instance)),
};
