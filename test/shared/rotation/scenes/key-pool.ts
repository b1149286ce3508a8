import { type ClientKey, createKey } from '../../../local/guest/ssh-client.ts';

/** The key of generation 0: a test may know its private half, Keyfleet never does. */
export const firstKey: ClientKey = createKey('rsa');

/** Keys that stand in for those that rotations make, because making one takes longer than most of a rotation. */
export const pool: readonly ClientKey[] = Array.from({ length: 8 }, () => createKey('rsa'));

/** Hands out the keys of the pool in their order, from the first again after the last. */
export function dealKeys() {
  const made: ClientKey[] = [];
  const makeKey = async () => {
    const key = pool[made.length % pool.length] ?? firstKey;
    made.push(key);
    return key;
  };
  return { made: made as readonly ClientKey[], makeKey };
}
