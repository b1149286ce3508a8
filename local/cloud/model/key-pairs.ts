import type { Ids } from './ids.ts';
import type { ProductName } from './product-names.ts';
import type { PublicKey } from './public-key.ts';

/** A key pair: its public half only. The private key is answered once, by CreateKeyPair, and kept nowhere. */
export interface KeyPair {
  readonly product: ProductName;
  /** Undefined for ENS, which is one region. */
  readonly regionId: string | undefined;
  readonly keyPairId: string;
  readonly keyPairName: string;
  readonly publicKey: PublicKey;
  /** Epoch milliseconds. */
  readonly creationTime: number;
  resourceGroupId: string;
  tags: Record<string, string>;
  /** Instances that carry it. */
  readonly instanceIds: ReadonlySet<string>;
}

/** Where key pair names are unique: a product's region, or all of ENS. */
export interface Scope {
  product: ProductName;
  regionId: string | undefined;
}

export interface NewKeyPair {
  keyPairName: string;
  publicKey: PublicKey;
  resourceGroupId?: string;
  tags?: Record<string, string>;
}

/** All key pairs of the cloud. */
export interface KeyPairs {
  find(scope: Scope, keyPairName: string): KeyPair | undefined;
  list(scope: Scope): KeyPair[];
  count(scope: Scope): number;
  /** The caller has made sure that the name is free. */
  add(scope: Scope, keyPair: NewKeyPair): KeyPair;
  remove(keyPair: KeyPair): void;
  /** Notes that an instance carries the key pair, or no longer does. */
  mark(keyPair: KeyPair, instanceId: string, carries: boolean): void;
}

export function createKeyPairs(ids: Ids, now: () => number): KeyPairs {
  const byScope = new Map<string, Map<string, KeyPair>>();
  const names = ({ product, regionId }: Scope) => {
    const key = `${product}/${regionId ?? ''}`;
    const there = byScope.get(key) ?? new Map<string, KeyPair>();
    byScope.set(key, there);
    return there;
  };
  return {
    find: (scope, keyPairName) => names(scope).get(keyPairName),
    list: (scope) => [...names(scope).values()],
    count: (scope) => names(scope).size,
    add: ({ product, regionId }, { resourceGroupId = '', tags = {}, ...rest }) => {
      const identity = { product, regionId, keyPairId: ids.keyPairId(), creationTime: now() };
      const keyPair: KeyPair = { ...identity, ...rest, resourceGroupId, tags, instanceIds: new Set() };
      names({ product, regionId }).set(keyPair.keyPairName, keyPair);
      return keyPair;
    },
    remove: (keyPair) => {
      names(keyPair).delete(keyPair.keyPairName);
    },
    mark: (keyPair, instanceId, carries) => {
      const instanceIds = keyPair.instanceIds as Set<string>;
      if (carries) instanceIds.add(instanceId);
      else instanceIds.delete(instanceId);
    },
  };
}
