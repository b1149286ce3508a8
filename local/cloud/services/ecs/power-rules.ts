import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import {
  changePower,
  changePowerOfSome,
  judgePower,
  type PowerRequest,
  type PowerRules,
  refuseAny,
} from '../change-power.ts';
import { ecsRefusals } from './refusals.ts';

/** Source: error tables of ECS 2014-05-26 StartInstance, StopInstance and RebootInstance. */
const ecsPowerRules: PowerRules = {
  product: 'ecs',
  refusals: { instanceNotFound: ecsRefusals.instanceNotFound, incorrectStatus: ecsRefusals.incorrectStatus },
};

export const instanceId = { type: 'string', required: true } as const satisfies ParameterSpecification;
export const flag = { type: 'boolean', default: false } as const satisfies ParameterSpecification;

/** What StartInstances, StopInstances and RebootInstances have in common: up to 100 ids as `InstanceId.N`. */
export const batch = {
  InstanceId: { type: 'repeat-list', required: true, maxItems: 100 },
  BatchOptimization: { type: 'string', enum: ['AllTogether', 'SuccessFirst'] },
  DryRun: flag,
} as const satisfies Record<string, ParameterSpecification>;

type OneRequest = Omit<PowerRequest, 'instanceIds'> & { instanceId: string; isDryRun: boolean };

/** Changes one instance; a dry run that finds nothing wrong ends in DryRunOperation. */
export function changeOne(cloud: Cloud, { instanceId: id, isDryRun, ...request }: OneRequest) {
  const one = { ...request, instanceIds: [id] };
  if (isDryRun) refuseAny(judgePower(cloud, ecsPowerRules, one));
  if (isDryRun) throw new CloudError(ecsRefusals.dryRunOperation);
  changePower(cloud, ecsPowerRules, one);
  return {};
}

type BatchRequest = PowerRequest & {
  optimization: 'AllTogether' | 'SuccessFirst' | (string & {}) | undefined;
  isDryRun: boolean;
};

/**
 * Changes many. AllTogether, the default: one instance that does not take the change refuses the whole call.
 * SuccessFirst: each has its row, and a dry run says DRYRUN.SUCCESS whatever it finds.
 */
export function changeMany(cloud: Cloud, { optimization, isDryRun, ...request }: BatchRequest) {
  const isTogether = optimization !== 'SuccessFirst';
  if (isDryRun && isTogether) refuseAny(judgePower(cloud, ecsPowerRules, request));
  if (isDryRun) throw new CloudError(ecsRefusals.dryRunSuccess);
  const outcomes = (isTogether ? changePower : changePowerOfSome)(cloud, ecsPowerRules, request);
  const rows = outcomes.map(({ instanceId: id, instance, previous, refusal }) => ({
    InstanceId: id,
    Code: refusal?.code ?? '200',
    Message: refusal?.message ?? 'success',
    CurrentStatus: instance?.status ?? '',
    PreviousStatus: previous ?? '',
  }));
  return { InstanceResponses: { InstanceResponse: rows } };
}
