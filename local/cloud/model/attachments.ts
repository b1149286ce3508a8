import type { AttachedKeyPair } from '../../guest/index.ts';
import type { Instance } from './instance.ts';
import type { Instances } from './instances.ts';
import type { KeyPair, KeyPairs, Scope } from './key-pairs.ts';
import { unheldPublicKey } from './public-key.ts';

/** Which instance carries which key pair. */
export interface Attachments {
  /** Puts a key pair in the place of the one that the instance carries; null takes that one away. */
  attach(instance: Instance, keyPair: KeyPair | null): void;
  /**
   * As the metadata service tells it to cloud-init. A key pair that was deleted stays with the instances that carry it
   * (ENS 2017-11-10 DeleteKeyPairs).
   */
  carriedBy(instance: Instance): AttachedKeyPair | null;
  /** The key pair of that name, made if there is none. */
  named(scope: Scope, keyPairName: string): KeyPair;
}

export function createAttachments(instances: Instances, keyPairs: KeyPairs): Attachments {
  const carried = new WeakMap<Instance, KeyPair>();
  return {
    attach: (instance, keyPair) => {
      const before = carried.get(instance);
      if (before) keyPairs.mark(before, instance.instanceId, false);
      if (keyPair) keyPairs.mark(keyPair, instance.instanceId, true);
      if (keyPair) carried.set(instance, keyPair);
      else carried.delete(instance);
      instances.setKeyPairName(instance, keyPair?.keyPairName ?? null);
    },
    carriedBy: (instance) => {
      const keyPair = carried.get(instance);
      return keyPair ? { name: keyPair.keyPairName, publicKey: keyPair.publicKey.line } : null;
    },
    named: (scope, keyPairName) =>
      keyPairs.find(scope, keyPairName) ?? keyPairs.add(scope, { keyPairName, publicKey: unheldPublicKey() }),
  };
}

/** Where an instance looks for its key pair. */
export function scopeOf({ product, regionId }: Instance): Scope {
  return { product, regionId: product === 'ens' ? undefined : regionId };
}
