import type { Dialect } from '../../action/product.ts';
import { kmsRefusals } from './refusals.ts';

/**
 * Error bodies carry the HTTP status. Source: KMS "Sample responses": HttpStatus, Code, Message and RequestId.
 * What is wrong with which parameter is not said: values may be secret.
 */
export const kmsDialect: Dialect = {
  missing: () => kmsRefusals.missing,
  invalid: () => kmsRefusals.invalid,
  denied: kmsRefusals.denied,
  throttled: kmsRefusals.throttled,
  errorRoot: 'KMS',
  errorBody: ({ status, code, message, detail }, requestId) => ({
    HttpStatus: status,
    Code: code,
    Message: message,
    RequestId: requestId,
    ...detail,
  }),
};
