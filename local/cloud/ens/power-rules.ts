import { changePower, type PowerRequest, type PowerRules } from '../change-power.ts';
import type { Cloud } from '../model/cloud.ts';
import type { ParameterSpecification } from '../parameters/specification.ts';
import { ensRefusals } from './refusals.ts';

/** Choice: ENS documents no errors of these actions that are about an instance; those of ECS. */
export const ensPowerRules: PowerRules = {
  product: 'ens',
  refusals: { instanceNotFound: ensRefusals.instanceNotFound, incorrectStatus: ensRefusals.incorrectStatus },
};

export const instanceId = { type: 'string', required: true } as const satisfies ParameterSpecification;

/** Text, where ECS has a boolean: `"true"` or `"false"`. */
export const forceStop = { type: 'string', enum: ['true', 'false'] } as const satisfies ParameterSpecification;

/** Changes one instance; `Code` 0 is success. */
export function changeOne(cloud: Cloud, id: string, request: Omit<PowerRequest, 'instanceIds'>) {
  changePower(cloud, ensPowerRules, { ...request, instanceIds: [id] });
  return { Code: 0 };
}
