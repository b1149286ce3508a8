import { type ClientKey, createKey } from '../../local/guest/ssh-client.ts';

/** The key of generation 0: a test may know its private half, Keyfleet never does. */
export const firstKey: ClientKey = createKey('rsa');

/** Keys that stand in for those that rotations make, because making one takes longer than most of a rotation. */
export const pool: readonly ClientKey[] = Array.from({ length: 8 }, () => createKey('rsa'));
