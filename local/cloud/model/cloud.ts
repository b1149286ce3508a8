import type { Settings } from '../settings.ts';
import { createIds, type Ids } from './ids.ts';
import type { Instance, InstanceSpec } from './instance.ts';
import { createInstances, type Instances } from './instances.ts';
import { createKeyPairs, type KeyPair, type KeyPairs, type Scope } from './key-pairs.ts';
import { unheldPublicKey } from './public-key.ts';

/** One model of the cloud; the products are dialects on top of it. */
export interface Cloud {
  readonly accountId: string;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  now(): number;
  readonly ids: Ids;
  readonly instances: Instances;
  readonly keyPairs: KeyPairs;
  /** Binds a key pair to an instance, in place of the one it carries; null takes that one away. */
  bind(instance: Instance, keyPair: KeyPair | null): void;
  /** Makes instances, and the key pairs they name where there are none. */
  launch(spec: InstanceSpec): Instance[];
}

export interface CloudOptions {
  accountId: string;
  settings: Settings;
  now: () => number;
  random: () => number;
}

export function createCloud({ accountId, settings, now, random }: CloudOptions): Cloud {
  const ids = createIds(random);
  const instances = createInstances(ids, now);
  const keyPairs = createKeyPairs(ids, now);

  const bind = (instance: Instance, keyPair: KeyPair | null) => {
    const carried = instance.keyPairName === null ? undefined : keyPairs.find(scopeOf(instance), instance.keyPairName);
    if (carried) keyPairs.mark(carried, instance.instanceId, false);
    if (keyPair) keyPairs.mark(keyPair, instance.instanceId, true);
    instances.bind(instance, keyPair?.keyPairName ?? null);
  };
  const launch = (spec: InstanceSpec) => {
    const made = instances.add(spec);
    const [first] = made;
    if (!first || spec.keyPairName === undefined) return made;
    const scope = scopeOf(first);
    const keyPair =
      keyPairs.find(scope, spec.keyPairName) ??
      keyPairs.add(scope, { keyPairName: spec.keyPairName, publicKey: unheldPublicKey() });
    for (const instance of made) bind(instance, keyPair);
    return made;
  };
  return { accountId, settings, now, ids, instances, keyPairs, bind, launch };
}

/** Where an instance looks for its key pair. */
export function scopeOf({ product, regionId }: Instance): Scope {
  return { product, regionId: product === 'ens' ? undefined : regionId };
}
