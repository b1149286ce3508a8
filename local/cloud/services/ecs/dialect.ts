import type { Dialect } from '../../action/product.ts';

/** Source: "Common error codes" of ECS 2014-05-26; InvalidParameter is in the error table of DescribeKeyPairs. */
export const ecsDialect: Dialect = {
  missing: (parameter) => ({
    status: 400,
    code: 'MissingParameter',
    message: `The input parameter "${parameter}" that is mandatory for processing this request is not supplied.`,
  }),
  invalid: (parameter) => ({
    status: 400,
    code: 'InvalidParameter',
    message: `The specified parameter "${parameter}" is not valid.`,
  }),
  denied: {
    status: 403,
    code: 'Forbidden.RAM',
    message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  },
};
