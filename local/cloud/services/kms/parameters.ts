import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import { kmsRefusals } from './refusals.ts';

/** Parameters that several actions share. Source: Kms 2016-01-20, request parameters of the secret actions. */

/**
 * KMS names its region in the host alone, `kms.<region>.aliyuncs.com`. The vendor's older clients send it with every call
 * all the same, and at one address for all regions that is how to tell them apart: by this, else by the host, else
 * (choice) it is the default.
 */
export const regionId = {
  type: 'string',
  default: 'cn-hangzhou',
  pattern: /^[a-z][a-z\d-]{1,39}$/,
} as const satisfies ParameterSpecification;

/** The region in a host such as `kms.cn-shanghai.aliyuncs.com`. Source: Kms 2016-01-20, endpoints, public and VPC. */
export const regionInHost = (host: string) => /^kms(?:-vpc)?\.([a-z][a-z\d-]{1,39})\./.exec(host)?.[1];

/** "The name or Alibaba Cloud Resource Name (ARN) of the secret." */
export const secretName = {
  type: 'string',
  required: true,
  pattern: /^(acs:kms:[^:/]*:\d*:secret\/)?[\w/+=.@-]{1,192}$/,
} as const satisfies ParameterSpecification;

/** "The name can be up to 192 characters … If SecretType is Generic, the name cannot start with acs/." */
export const newSecretName = {
  type: 'string',
  required: true,
  pattern: /^(?!acs\/)[\w/+=.@-]{1,192}$/,
} as const satisfies ParameterSpecification;

/** "Up to 64 characters"; choice: of those that names have, because which ones is not documented. */
const label = /^[\w/+=.@-]{1,64}$/;
export const optionalVersionId = { type: 'string', pattern: label } as const satisfies ParameterSpecification;
export const versionId = { ...optionalVersionId, required: true } as const satisfies ParameterSpecification;
export const optionalStage = { type: 'string', pattern: label } as const satisfies ParameterSpecification;
export const stage = { ...optionalStage, required: true } as const satisfies ParameterSpecification;

/** "The value can be up to 30,720 bytes (30 KB) in length." */
export const secretData = {
  type: 'string',
  required: true,
  maxBytes: 30_720,
} as const satisfies ParameterSpecification;

export const secretDataType = { type: 'string', enum: ['text', 'binary'] } as const satisfies ParameterSpecification;

/** A boolean that is typed as text. */
export const textFlag = { type: 'string', enum: ['true', 'false'] } as const satisfies ParameterSpecification;

/** @throws CloudError InvalidParameter when one is no stage, or one is named twice */
export function readStages(stages: readonly string[]): readonly string[] {
  const isFine = stages.every((name) => label.test(name)) && new Set(stages).size === stages.length;
  if (!isFine) throw new CloudError(kmsRefusals.invalid);
  return stages;
}

/** The name that a name or an ARN means. */
export function nameIn(nameOrArn: string): string {
  return nameOrArn.replace(/^acs:kms:[^:/]*:\d*:secret\//, '');
}
