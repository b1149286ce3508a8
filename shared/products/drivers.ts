import type { Cloud } from '../cloud/rpc.ts';
import type { Driver } from './driver.ts';
import { productNames, products } from './index.ts';
import type { ProductName } from './key-pair.ts';

/** What speaks to each product. */
export type Drivers = Readonly<Record<ProductName, Driver>>;

/** Opens the drivers of all products, each bound to this cloud. */
export function openDrivers({ cloud }: { readonly cloud: Cloud }): Drivers {
  const entries = productNames.map((name) => [name, products[name].createDriver(cloud(products[name]))]);
  return Object.fromEntries(entries) as Drivers;
}
