import type { Ids } from './ids.ts';
import type { Instance, InstanceSpec } from './instance.ts';
import { type InstanceWorld, newInstance } from './new-instance.ts';
import type { ProductName } from './product-names.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** All instances of the cloud, found by id without a scan. */
export interface Instances {
  /** Makes `spec.count` instances; key pairs are not its business. */
  add(spec: InstanceSpec): Instance[];
  get(instanceId: string): Instance | undefined;
  /** One instance of that product and region; ENS knows no regions. */
  find(product: ProductName, regionId: string | undefined, instanceId: string): Instance | undefined;
  /** Those of the ids that exist there, in order of creation. */
  findAll(product: ProductName, regionId: string | undefined, instanceIds: readonly string[]): Instance[];
  /** In order of creation; all regions when `regionId` is undefined. */
  list(product: ProductName, regionId?: string): readonly Instance[];
  all(): Instance[];
  setKeyPairName(instance: Instance, keyPairName: string | null): void;
  remove(instance: Instance): void;
}

export function createInstances(ids: Ids, world: InstanceWorld): Instances {
  const byId = new Map<string, Instance>();
  const byPlace = new Map<string, Instance[]>();
  let ordinal = 0;

  const place = (key: string, instance: Instance) => {
    const there = byPlace.get(key);
    if (there) there.push(instance);
    else byPlace.set(key, [instance]);
  };
  const addOne = (spec: InstanceSpec) => {
    ordinal += 1;
    const instance = newInstance(spec, spec.instanceId ?? ids.instanceId(spec.product), ordinal, world);
    byId.set(instance.instanceId, instance);
    place(instance.product, instance);
    place(`${instance.product}/${instance.regionId}`, instance);
    return instance;
  };

  const find = (product: ProductName, regionId: string | undefined, instanceId: string) => {
    const instance = byId.get(instanceId);
    const there = instance?.product === product && (regionId === undefined || instance.regionId === regionId);
    return there ? instance : undefined;
  };
  return {
    add: (spec) => Array.from({ length: spec.count ?? 1 }, () => addOne(spec)),
    get: (instanceId) => byId.get(instanceId),
    find,
    findAll: (product, regionId, instanceIds) => {
      const found = [...new Set(instanceIds)].map((id) => find(product, regionId, id));
      return found.filter((instance) => instance !== undefined).toSorted((a, b) => a.ordinal - b.ordinal);
    },
    list: (product, regionId) => byPlace.get(regionId === undefined ? product : `${product}/${regionId}`) ?? [],
    all: () => [...byId.values()],
    remove: (instance) => {
      byId.delete(instance.instanceId);
      for (const key of [instance.product, `${instance.product}/${instance.regionId}`]) {
        byPlace.set(
          key,
          (byPlace.get(key) ?? []).filter((other) => other !== instance),
        );
      }
    },
    setKeyPairName: (instance, keyPairName) => {
      (instance as Mutable<Instance>).keyPairName = keyPairName;
    },
  };
}
