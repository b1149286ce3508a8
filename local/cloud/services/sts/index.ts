import type { Product } from '../../action/product.ts';
import { assumeRole } from './actions/assume-role.ts';
import { getCallerIdentity } from './actions/get-caller-identity.ts';
import { stsDialect } from './dialect.ts';

/** Security Token Service, API version 2015-04-01. */
export const sts: Product = {
  name: 'sts',
  version: '2015-04-01',
  ramCode: 'sts',
  dialect: stsDialect,
  leftOut: { AssumeRole: { harmless: 'SourceIdentity', refused: 'ExternalId' } },
  // "You do not need permissions to call this operation." Source: Sts 2015-04-01 GetCallerIdentity.
  openActions: ['GetCallerIdentity'],
  actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};
