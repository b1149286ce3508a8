import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of the secret actions. Source: error tables of Kms 2016-01-20 CreateSecret (July 2021), DeleteSecret and
 * GetSecretPolicy.
 */
export const kmsRefusals = {
  invalid: { status: 400, code: 'InvalidParameter', message: 'The specified parameter is not valid.' },
  missing: { status: 400, code: 'MissingParameter', message: 'The parameter needed but no provided.' },
  denied: {
    status: 403,
    code: 'Forbidden.NoPermission',
    message: 'This operation is forbidden by permission system.',
  },
  /**
   * Choice of code, which is not known for secrets: CreateKey without an instance was refused so in accounts of today
   * (terraform-provider-alicloud, issue 5164).
   */
  noInstance: {
    status: 400,
    code: 'UnsupportedOperation',
    message: 'This action is not supported without a KMS instance and a key of it.',
  },
  notFound: { status: 404, code: 'Forbidden.ResourceNotFound', message: 'The resource is not found.' },
  exists: { status: 409, code: 'Rejected.ResourceExist', message: 'The resource already exists.' },
  inDeleteWindow: {
    status: 409,
    code: 'Rejected.ResourceInDeleteWindow',
    message: 'The secret is planned to be deleted.',
  },
  tooManyStages: { status: 400, code: 'Rejected.LimitExceeded', message: 'The version stage quota is exceeded.' },
  tooManyTags: { status: 400, code: 'Rejected.LimitExceeded', message: 'The tag quota is exceeded.' },
  throttled: { status: 429, code: 'Rejected.Throttling', message: 'The QPS upper limit is exceeded.' },
} as const satisfies Record<string, Refusal>;
