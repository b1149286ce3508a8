import { defineAction } from '../../../action/action.ts';
import { changeLifecycle, groupOf, standbyParameters } from '../standby.ts';

/** Puts instances on standby back in service, where the health check looks at them again. Source: Ess 2022-02-22 ExitStandby. */
export const exitStandby = defineAction({
  idempotent: true,
  parameters: { ...standbyParameters, RegionId: { type: 'string' } },
  resources: (request, cloud) => groupOf(cloud, request),
  run: (cloud, request) => changeLifecycle(cloud, request, ['Standby', 'InService']),
});
