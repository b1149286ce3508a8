import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { regions } from '../../model/regions.ts';
import { tagRefusals } from '../tags/refusals.ts';
import { ecsRefusals } from './refusals.ts';

/** Parameters that several ECS actions share. Source: ECS 2014-05-26. */
export const region = {
  type: 'string',
  required: true,
  enum: regions,
  invalid: ecsRefusals.regionNotFound,
} as const satisfies ParameterSpecification;

/** Up to 50 ids as one JSON string; `[]` is refused (choice: not documented). */
export const instanceIds = {
  type: 'json-array',
  required: true,
  maxItems: 50,
  invalid: ecsRefusals.instanceIdsNotSupported,
} as const satisfies ParameterSpecification;

/** A name given to a new key pair. CreateKeyPair: letters and digits; ImportKeyPair documents Unicode letters and `.` too. */
export const newKeyPairName = (pattern: RegExp) =>
  ({ type: 'string', required: true, pattern, invalid: ecsRefusals.keyPairNameMalformed }) as const;

/** Up to 20 tags for something new. */
export const newTags = {
  type: 'tags',
  maxItems: 20,
  invalid: tagRefusals.tagKeyMalformed,
  excess: tagRefusals.tooManyTags,
} as const;

/** Up to 20 tags to filter by. */
export const tagFilter = {
  type: 'tags',
  maxItems: 20,
  invalid: ecsRefusals.tagMismatch,
  excess: ecsRefusals.tagCount,
} as const;

/** How a stopped instance is charged. */
export const stoppedMode = { type: 'string', enum: ['KeepCharging', 'StopCharging'] } as const;
