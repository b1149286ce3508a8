import type { Dialect } from '../../action/product.ts';

/** Choice: SWAS-OPEN 2020-06-01 documents no common errors; they are written as ECS writes them. */
export const swasDialect: Dialect = {
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
