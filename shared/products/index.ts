import { ecs } from './ecs/index.ts';
import { ens } from './ens/index.ts';
import type { Product, ProductName } from './product.ts';
import { swas } from './swas/index.ts';

/** Every product Keyfleet speaks to. A new one is one folder and one line here. */
export const products: Readonly<Record<ProductName, Product>> = { ecs, ens, swas };

export const productNames = Object.keys(products) as readonly ProductName[];
