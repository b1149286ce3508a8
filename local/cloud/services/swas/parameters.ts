import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { regions } from '../../model/regions.ts';
import { swasRefusals } from './refusals.ts';

/** Parameters that several SWAS actions share. Source: SWAS-OPEN 2020-06-01. */
export const region = {
  type: 'string',
  required: true,
  enum: regions,
  invalid: swasRefusals.regionNotFound,
} as const satisfies ParameterSpecification;

/** Up to 50 ids as `InstanceIds.1`, `InstanceIds.2` …: in the key pair actions only; elsewhere SWAS takes a JSON string. */
export const instanceIds = {
  type: 'repeat-list',
  required: true,
  maxItems: 50,
  invalid: swasRefusals.instanceIdsNotSupported,
} as const satisfies ParameterSpecification;

/** "The token can contain only ASCII characters and cannot exceed 64 characters in length." */
export const clientToken = {
  type: 'string',
  pattern: /^[\x20-\x7e]{1,64}$/,
} as const satisfies ParameterSpecification;

/** 2 to 64 characters, where ECS and ENS allow 128. */
export const newName = {
  type: 'string',
  required: true,
  pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z0-9:_-]{1,63}$/,
  invalid: swasRefusals.keyPairNameMalformed,
} as const satisfies ParameterSpecification;
