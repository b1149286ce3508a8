import type { Route } from './route.ts';

/** Scale-outs that wait or waited for instances, in the order of their making. */
export const listLifecycleActionsRoute: Route = {
  method: 'GET',
  path: '/_local/lifecycle-actions',
  run: (state) => state.cloud.lifecycleActions.list(),
};
