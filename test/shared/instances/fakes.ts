import { CloudError, type Fate } from '../../../shared/cloud/errors.ts';
import type { Drivers } from '../../../shared/products/drivers.ts';
import type { Commands, Driver, ProductName } from '../../../shared/products/product.ts';
import type { Instance } from '../../../shared/products/sighting.ts';

/** Drivers that do only what is given, per product; a call of anything else fails the test. */
export function fakeDrivers(parts: Partial<Record<ProductName, Partial<Driver>>>): Drivers {
  return parts as unknown as Drivers;
}

/** Cloud Assistant that does only what is given, for three instances a call. */
export const fakeCommands = (parts: Partial<Commands>): Commands =>
  ({ maxInstancesPerCall: 3, ...parts }) as unknown as Commands;

export const failure = (code: string, fate: Fate = 'refused') => new CloudError({ fate, code, message: `${code}!` });

export const inHangzhou = (instanceId: string): Instance => ({ product: 'ecs', regionId: 'cn-hangzhou', instanceId });
export const inBeijing = (instanceId: string): Instance => ({ product: 'ecs', regionId: 'cn-beijing', instanceId });
export const inSwas = (instanceId: string): Instance => ({ product: 'swas', regionId: 'cn-hangzhou', instanceId });
export const onEdge = (instanceId: string): Instance => ({ product: 'ens', regionId: null, instanceId });

/** What a guest prints that did as it was told. */
export const REPORT = 'keyfleet report 1\nkeyfleet ok yes\nkeyfleet code -\nkeyfleet message done\nkeyfleet end\n';
