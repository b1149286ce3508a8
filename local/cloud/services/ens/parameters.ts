import type { ParameterSpecification } from '../../action/parameters/specification.ts';

/** Parameters that several ENS actions share. Source: ENS 2017-11-10. No action takes a RegionId. */
export const instanceIds = {
  type: 'json-array',
  required: true,
  maxItems: 30,
} as const satisfies ParameterSpecification;

export const newName = {
  type: 'string',
  required: true,
  pattern: /^(?!https?:\/\/)[A-Za-z][A-Za-z0-9:_-]{1,127}$/,
} as const satisfies ParameterSpecification;

/** Either names a key pair; the id is preferred, the name "will be deprecated". */
export const keyPairSelector = {
  KeyPairId: { type: 'string' },
  KeyPairName: { type: 'string' },
} as const satisfies Record<string, ParameterSpecification>;
