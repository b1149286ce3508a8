import { ecs } from './ecs.ts';
import { ens } from './ens.ts';
import type { Product, ProductName } from './product.ts';
import { swas } from './swas.ts';

/** Every product Keyfleet speaks to. A new one is one file and one line here. */
export const products: Readonly<Record<ProductName, Product>> = { ecs, ens, swas };

export const productNames = Object.keys(products) as readonly ProductName[];
