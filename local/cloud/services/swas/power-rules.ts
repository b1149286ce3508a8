import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { PowerOperation } from '../../model/power-steps.ts';
import { changePower, type PowerRequest, type PowerRules } from '../change-power.ts';
import { swasRefusals } from './refusals.ts';

/** IncorrectInstanceStatus is known from clients that retry it; choice: its status and message are those of ECS. */
const swasPowerRules: PowerRules = {
  product: 'swas',
  refusals: { instanceNotFound: swasRefusals.instanceNotFound, incorrectStatus: swasRefusals.incorrectStatus },
};

export const instanceId = { type: 'string', required: true } as const satisfies ParameterSpecification;
export const flag = { type: 'boolean', default: false } as const satisfies ParameterSpecification;

/** Up to 100 ids as one JSON string; the key pair actions repeat them instead. */
export const jsonInstanceIds = {
  type: 'json-array',
  required: true,
  maxItems: 100,
  invalid: swasRefusals.instanceIdsNotSupported,
} as const satisfies ParameterSpecification;

export function changeOne(cloud: Cloud, operation: PowerOperation, regionId: string, id: string) {
  return changeMany(cloud, { operation, regionId, instanceIds: [id] });
}

/**
 * The batch actions answer with a RequestId alone, so there is no word for a part. Choice, not documented: one
 * instance that does not take the change refuses the whole call, and nothing is changed.
 */
export function changeMany(cloud: Cloud, request: PowerRequest) {
  changePower(cloud, swasPowerRules, request);
  return {};
}
