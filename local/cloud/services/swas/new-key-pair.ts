import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { PublicKey } from '../../model/public-key.ts';
import { swasRefusals } from './refusals.ts';

/** @throws CloudError KeyPair.AlreadyExist, or QuotaExceed.KeyPair beyond 10 a region */
export function checkRoom(cloud: Cloud, regionId: string, keyPairName: string): void {
  const scope = { product: 'swas', regionId } as const;
  if (cloud.keyPairs.find(scope, keyPairName)) throw new CloudError(swasRefusals.keyPairExists);
  if (cloud.keyPairs.count(scope) >= cloud.settings.keyPairQuota.swas) throw new CloudError(swasRefusals.keyPairQuota);
}

export function addKeyPair(cloud: Cloud, regionId: string, keyPairName: string, publicKey: PublicKey): void {
  checkRoom(cloud, regionId, keyPairName);
  cloud.keyPairs.add({ product: 'swas', regionId }, { keyPairName, publicKey });
}
