import type { ParameterSpecification } from '../parameters/specification.ts';
import { CloudError } from '../refusal.ts';
import { kmsRefusals } from './refusals.ts';

/** Parameters that several actions share. Source: Kms 2016-01-20, request parameters of the secret actions. */

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
