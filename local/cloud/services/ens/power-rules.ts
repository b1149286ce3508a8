import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import type { Cloud } from '../../model/cloud.ts';
import { changePower, changePowerOfSome, type PowerRequest, type PowerRules } from '../change-power.ts';
import { ensRefusals } from './refusals.ts';

/** Choice: ENS documents no errors of these actions that are about an instance; those of ECS. */
const ensPowerRules: PowerRules = {
  product: 'ens',
  refusals: { instanceNotFound: ensRefusals.instanceNotFound, incorrectStatus: ensRefusals.incorrectStatus },
};

export const instanceId = { type: 'string', required: true } as const satisfies ParameterSpecification;

/** Text, where ECS has a boolean: `"true"` or `"false"`. */
export const forceStop = { type: 'string', enum: ['true', 'false'] } as const satisfies ParameterSpecification;

/** Up to 100 ids joined by commas, in the actions for many only. Choice: the limit is that of DescribeInstances. */
export const commaIds = { type: 'comma-list', required: true, maxItems: 100 } as const satisfies ParameterSpecification;

/** Changes one instance; `Code` 0 is success. */
export function changeOne(cloud: Cloud, id: string, request: Omit<PowerRequest, 'instanceIds'>) {
  changePower(cloud, ensPowerRules, { ...request, instanceIds: [id] });
  return { Code: 0 };
}

/**
 * Changes many, each with its row. Choice, not documented: one that does not take the change does not hold up the
 * others; `Code` 0 is success, as for one instance, and a refusal has its HTTP status there.
 */
export function changeMany(cloud: Cloud, instanceIds: readonly string[], operation: PowerRequest['operation']) {
  const outcomes = changePowerOfSome(cloud, ensPowerRules, { operation, instanceIds });
  const rows = outcomes.map(({ instanceId: id, refusal }) => ({
    InstanceId: id,
    Code: refusal?.status ?? 0,
    Message: refusal ? `${refusal.code}: ${refusal.message}` : 'success',
  }));
  return { InstanceResponses: rows };
}
