import type { InstanceSpec, LocalCloud } from '@keyfleet/local-cloud';
import type { ProductName } from '../../../../shared/products/product.ts';
import { createDriver, regionOf, rpc } from '../../../stack.ts';
import { firstKey } from './key-pool.ts';

/** The instances of a scene, and the key pairs beside them. */
export interface SceneInstances {
  /** Makes an instance that the fleet selects, carrying `ops` unless said otherwise; its id. */
  make(product: ProductName, more?: Partial<InstanceSpec>): string;
  /** Has an instance's sshd found where it listens: tags its port. */
  tagPort(product: ProductName, instanceId: string): Promise<void>;
  /** The names of the key pairs of a product. */
  keyPairs(product: ProductName): Promise<string[]>;
}

/** Puts the key pair `ops`, that of generation 0, into each product. */
export async function importOps(cloud: LocalCloud): Promise<void> {
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    const parameters = { RegionId: regionOf(product), KeyPairName: 'ops', PublicKeyBody: firstKey.publicKey };
    await rpc(cloud, product)('ImportKeyPair', parameters);
  }
}

export function openInstances(cloud: LocalCloud): SceneInstances {
  return {
    make: (product, more = {}) => {
      const region = regionOf(product);
      const carried = more.os === 'windows' ? {} : { keyPairName: 'ops' };
      const spec = { product, ...carried, tags: { ssh: 'ops' }, ...(region && { regionId: region }), ...more };
      return cloud.instances.add([spec])[0]?.instanceId ?? '';
    },
    tagPort: async (product, instanceId) => {
      const { sshPort } = (await cloud.instances.inspect(instanceId)) ?? {};
      await createDriver(cloud, product).tag(regionOf(product), [instanceId], { 'keyfleet:ssh-port': String(sshPort) });
    },
    keyPairs: async (product) => {
      return (await createDriver(cloud, product).keyPairs.list(regionOf(product), '*'))
        .map(({ keyPairName }) => keyPairName)
        .toSorted();
    },
  };
}
