import type { Dialect } from '../../action/product.ts';
import { ensRefusals, invalidField } from './refusals.ts';

/** Source: error tables of ENS 2017-11-10 CreateKeyPair and AttachKeyPair. A refused permission is a 400. */
export const ensDialect: Dialect = {
  missing: () => ({
    status: 400,
    code: 'MissingParameter',
    message: 'The input parameter that is mandatory for processing this request is not supplied.',
  }),
  invalid: invalidField,
  denied: ensRefusals.noPermission,
};
