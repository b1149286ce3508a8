import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { KeyPair } from '../../model/key-pairs.ts';
import type { PublicKey } from '../../model/public-key.ts';
import { ensScope } from './key-pair-rules.ts';
import { ensRefusals } from './refusals.ts';

/** @throws CloudError PubKeyNameExisted, or the choice for a quota that the settings impose */
export function checkRoom(cloud: Cloud, keyPairName: string): void {
  if (cloud.keyPairs.find(ensScope, keyPairName)) throw new CloudError(ensRefusals.keyPairExists);
  if (cloud.keyPairs.count(ensScope) >= cloud.settings.keyPairQuota.ens) throw new CloudError(ensRefusals.keyPairQuota);
}

export function addKeyPair(cloud: Cloud, keyPairName: string, publicKey: PublicKey): KeyPair {
  checkRoom(cloud, keyPairName);
  return cloud.keyPairs.add(ensScope, { keyPairName, publicKey });
}
