import { ecs } from './ecs/index.ts';
import type { Product } from './product.ts';

const products: readonly Product[] = [ecs];

const byVersion = new Map(products.map((product) => [product.version, product]));

/** The product that speaks an API version. */
export function productOf(version: string): Product | undefined {
  return byVersion.get(version);
}
