import type { KeyPairRule } from './rule.ts';

/** A login needs a private key; one that is named and not used is a mistake. A rotation's secret serves as well. */
export const checkVerify: KeyPairRule = ({ verify, secret, rotation }) => {
  if (verify === 'login' && secret === undefined && !rotation) {
    return [{ path: ['verify'], expected: 'the KMS secret with the private key beside it (secret)' }];
  }
  if (verify !== 'login' && secret !== undefined) {
    return [{ path: ['secret'], expected: 'no secret unless verify is login' }];
  }
  return [];
};
