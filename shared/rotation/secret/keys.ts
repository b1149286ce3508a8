import { type Generation, type Ledger, newestOf } from '../../ledger/ledger.ts';
import { placeOf, type Where } from '../../products/sighting.ts';
import type { Means } from '../tick-context.ts';
import { type Former, type KeyContent, readKey } from './content.ts';
import { readKnownKeys } from './known-keys.ts';

/** The keys of one key pair's generations, each read once in a tick. Private halves stay in here and in `content`. */
export interface Keys {
  /** Both halves; null of generation 0, whose private half may not be in KMS. */
  content(generation: Generation): Promise<KeyContent | null>;
  /**
   * The public half as an OpenSSH line. Of generation 0 as the product shows it, for it may be another key in each
   * region; null where the product does not show it or there is no such key pair.
   */
  publicKey(generation: Pick<Generation, 'name' | 'versionId'>, place: Where): Promise<string | null>;
  /** The fingerprints of all keys that were ever ours, by generation. */
  known(ledger: Ledger): Promise<Former>;
}

export function openKeys(means: Means): Keys {
  const { keyPair, secrets, rotation, drivers } = means;
  const known = new Map<string, Promise<Former>>();
  const contents = new Map<string, Promise<KeyContent | null>>();
  const firsts = new Map<string, Promise<string | null>>();
  const once = <T>(map: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const there = map.get(key) ?? read();
    map.set(key, there);
    return there;
  };
  const content = ({ name, versionId }: Pick<Generation, 'name' | 'versionId'>) => {
    if (name === keyPair.name) return Promise.resolve(null);
    return once(contents, name, async () => {
      const value = await secrets.get(rotation.secret, { versionId });
      return value && readKey(versionId, value.data);
    });
  };
  return {
    content,
    known: (ledger) => once(known, newestOf(ledger)?.name ?? '', () => readKnownKeys(ledger, content, means)),
    publicKey: async (generation, { product, regionId }) => {
      if (generation.name !== keyPair.name) return (await content(generation))?.publicKey ?? null;
      const first = { product, regionId, keyPairName: keyPair.name, keyPairId: null };
      return once(firsts, placeOf(first), () => drivers[product].publicKeyOf(first));
    },
  };
}
