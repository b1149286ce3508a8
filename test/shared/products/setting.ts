import { type Instance, type InstanceSpec, type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { utils } from 'ssh2';
import { onTestFinished } from 'vitest';
import { products } from '../../../shared/products/index.ts';
import type { Driver, KeyPair, ProductName } from '../../../shared/products/product.ts';
import { createDriver, regionOf, rpc } from '../../stack.ts';

/** The public half of `ops`: made once, because making one takes longer than most tests. */
export const publicKey = utils.generateKeyPairSync('rsa', { bits: 2048 }).public;

/** A local cloud of this test's own, one product's driver pointed at it, and the key pair `ops` in it. */
export interface Setting {
  readonly cloud: LocalCloud;
  readonly driver: Driver;
  readonly keyPair: KeyPair;
  readonly regionId: string | null;
  /** Makes instances that take attach and detach, unless `more` says otherwise; returns their ids. */
  make(count: number, more?: Omit<Partial<InstanceSpec>, 'product'>): string[];
  /** How often an action was called since the setting was made. */
  calls(action: string): number;
  /** Lets time pass in the cloud: it does not by itself. */
  pass(ms: number): void;
}

/** The cloud is closed when the test is over. */
export async function startSetting(
  product: ProductName,
  settings: NonNullable<Parameters<typeof startLocalCloud>[0]>['settings'] = {},
): Promise<Setting> {
  let nowMs = Date.now();
  const cloud = await startLocalCloud({ settings, now: () => nowMs });
  onTestFinished(() => cloud.close());
  const driver = createDriver(cloud, product);
  const regionId = regionOf(product);
  const parameters = { RegionId: regionId, KeyPairName: 'ops', PublicKeyBody: publicKey };
  await rpc(cloud, product)('ImportKeyPair', parameters);
  const named = { product, regionId, keyPairName: 'ops', keyPairId: null };
  const keyPair = (await driver.resolve(named)) ?? named;
  cloud.calls.clear();
  return {
    cloud,
    driver,
    keyPair,
    regionId,
    make: (count, more = {}) => {
      const status = products[product].states.at(-1) as Instance['status'];
      const spec = { product, count, status, ...(regionId && { regionId }), ...more };
      return cloud.instances.add([spec]).map(({ instanceId }) => instanceId);
    },
    calls: (action) => cloud.calls.list().filter((call) => call.action === action).length,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}
