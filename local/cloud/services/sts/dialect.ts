import type { Dialect } from '../../action/product.ts';
import type { Refusal } from '../../action/refusal.ts';

/** Source: Sts 2015-04-01 AssumeRole, error codes. */
const denied: Refusal = {
  status: 403,
  code: 'NoPermission',
  message: 'You are not authorized to do this action. You should be authorized by RAM.',
};

export const stsDialect: Dialect = {
  missing: (parameter) => ({
    status: 400,
    code: `MissingParameter.${parameter}`,
    message: `The ${parameter} is missing.`,
  }),
  invalid: (parameter) => ({
    status: 400,
    code: `InvalidParameter.${parameter}`,
    message: `The parameter ${parameter} is wrongly formed.`,
  }),
  denied,
};

/** Also where its trust policy does not name the caller. Source: Sts 2015-04-01 AssumeRole, error codes. */
export const notTrusted = denied;

export const noSuchRole = (name: string): Refusal => ({
  status: 404,
  code: 'EntityNotExist.Role',
  message: `The role not exists: ${name}.`,
});
