import { defineAction } from '../../../action/action.ts';
import { changeLifecycle, groupOf, standbyParameters } from '../standby.ts';

/**
 * Puts instances in service on standby, where no health check looks at them. Source: Ess 2022-02-22 EnterStandby, which has
 * no region: the endpoint says it. Weights of load balancers are not modelled.
 */
export const enterStandby = defineAction({
  idempotent: true,
  parameters: standbyParameters,
  resources: (request, cloud) => groupOf(cloud, request),
  run: (cloud, request) => changeLifecycle(cloud, request, ['InService', 'Standby']),
});
