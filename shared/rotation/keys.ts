import { readGuestKey } from '../guest/public-key.ts';
import type { ProductName } from '../products/product.ts';
import { type KeyContent, readKey } from './content.ts';
import type { Generation } from './ledger.ts';
import type { Means } from './means.ts';

interface Place {
  readonly product: ProductName;
  readonly regionId: string | null;
}

/** The keys of one key pair's generations, each read once in a tick. Private halves stay in here and in `content`. */
export interface Keys {
  /** Both halves; null of generation 0, whose private half may not be in KMS. */
  content(generation: Generation): Promise<KeyContent | null>;
  /**
   * The public half as an OpenSSH line. Of generation 0 as the product shows it, for it may be another key in each
   * region; null where the product does not show it or there is no such key pair.
   */
  publicKey(generation: Generation, place: Place): Promise<string | null>;
}

export function openKeys({ keyPair, secrets, rotation, drivers }: Means): Keys {
  const contents = new Map<string, Promise<KeyContent | null>>();
  const firsts = new Map<string, Promise<string | null>>();
  const once = <T>(map: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const there = map.get(key) ?? read();
    map.set(key, there);
    return there;
  };
  const content = ({ name, versionId }: Generation) => {
    if (name === keyPair.name) return Promise.resolve(null);
    return once(contents, name, async () => {
      const value = await secrets.get(rotation.secret, { versionId });
      return value && readKey(versionId, value.data);
    });
  };
  return {
    content,
    publicKey: async (generation, { product, regionId }) => {
      if (generation.name !== keyPair.name) return (await content(generation))?.publicKey ?? null;
      const first = { product, regionId, keyPairName: keyPair.name, keyPairId: null };
      return once(firsts, `${product} ${regionId ?? ''}`, () => drivers[product].publicKeyOf(first));
    },
  };
}

/** OpenSSH's fingerprint of a public key line. */
export const fingerprintOf = (publicKey: string): string => readGuestKey(publicKey).fingerprint;
