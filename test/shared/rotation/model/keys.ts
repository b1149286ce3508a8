import type { Algorithm } from '../../../../shared/fleet/fleet.ts';
import { makeKey, type NewKey } from '../../../../shared/rotation/secret/make-key.ts';

/** Short keys are made quickly, and here they lock nothing. */
const short = 'rsa-1024' as Algorithm;

/**
 * Keys that stand in for those that rotations make; making one takes as long as a whole run. They are smaller than those
 * that were there before, so that a guest may take one kind and not the other.
 */
export const rotationKeys: readonly NewKey[] = await Promise.all(Array.from({ length: 24 }, () => makeKey(short)));

/** The key of generation 0, whose private half an operator has. */
export const firstKey: NewKey = await makeKey('rsa-2048');
/** A key that people put into guests by hand, and have. */
export const personsKey: NewKey = await makeKey('rsa-2048');

/** The Base64 body, by which guests tell keys apart. */
export const bodyOf = (publicKey: string): string => publicKey.split(' ')[1] ?? '';

/** A line of `authorized_keys` without options. */
export function lineOf(publicKey: string) {
  const [type = '', body = ''] = publicKey.split(' ');
  return { type, body, options: '' } as const;
}
