import type { ProductName } from '../../../products/product.ts';
import type { Algorithm } from '../../fleet.ts';
import { type KeyPairRule, productsOf } from './rule.ts';

const RSA: readonly Algorithm[] = ['rsa-2048', 'rsa-3072', 'rsa-4096'];

/**
 * Kinds of key that each product imports. Source: ImportKeyPair of Ecs 2014-05-26 (RSA, DSA and ECDSA; ed25519 is not
 * named) and of Ens 2017-11-10 (`ssh-rsa` only); choice: SWAS-OPEN 2020-06-01 documents no list, so what all share.
 */
const importable: Readonly<Record<ProductName, readonly Algorithm[]>> = {
  ecs: [...RSA, 'ecdsa-p256'],
  ens: RSA,
  swas: RSA,
};

export const checkAlgorithm: KeyPairRule = (entry) => {
  const { rotation } = entry;
  if (!rotation) return [];
  const refusing = productsOf(entry).filter((product) => !importable[product].includes(rotation.algorithm));
  return refusing.map((product) => ({
    path: ['rotation', 'algorithm'],
    expected: `a key that ${product} can import: ${importable[product].join(', ')}`,
  }));
};

/** The next rotation waits for the end of the last, so the grace has to end before it is due. */
export const checkGrace: KeyPairRule = ({ rotation }) => {
  if (!rotation || rotation.grace < rotation.every) return [];
  return [
    { path: ['rotation', 'grace'], expected: 'less than every, or the next rotation is due before this one ends' },
  ];
};

/** New instances get their key under the key pair's user; a rotation of another user's keys would miss them. */
export const checkUser: KeyPairRule = ({ user, rotation }) => {
  if (!rotation?.user || rotation.user === user) return [];
  return [{ path: ['rotation', 'user'], expected: `the user of the key pair, which is ${user}` }];
};
