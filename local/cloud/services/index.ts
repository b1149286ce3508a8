import type { Product } from '../action/product.ts';
import { ecs } from './ecs/index.ts';
import { ens } from './ens/index.ts';
import { ess, ess2014 } from './ess/index.ts';
import { kms } from './kms/index.ts';
import { sts } from './sts/index.ts';
import { swas } from './swas/index.ts';

/** The products of the local cloud, told apart by API version. */
export const products: readonly Product[] = [ecs, ens, swas, kms, ess, ess2014, sts];

const byVersion = new Map(products.map((product) => [product.version, product]));

/** The product that speaks an API version. */
export function productOf(version: string): Product | undefined {
  return byVersion.get(version);
}
