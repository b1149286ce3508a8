import type { TagParameter } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { KeyPair, NewKeyPair } from '../../model/key-pairs.ts';
import { readTags } from '../tags/new-tags.ts';
import { ecsRefusals } from './refusals.ts';
import { ecsNewTagRules } from './tag-rules.ts';

/** @throws CloudError KeyPair.AlreadyExist, or QuotaExceed.KeyPair beyond 500 a region */
export function checkRoom(cloud: Cloud, regionId: string, keyPairName: string): void {
  const scope = { product: 'ecs', regionId } as const;
  if (cloud.keyPairs.find(scope, keyPairName)) throw new CloudError(ecsRefusals.keyPairExists);
  if (cloud.keyPairs.count(scope) >= cloud.settings.keyPairQuota.ecs) throw new CloudError(ecsRefusals.keyPairQuota);
}

export function addKeyPair(cloud: Cloud, regionId: string, keyPair: NewKeyPair): KeyPair {
  checkRoom(cloud, regionId, keyPair.keyPairName);
  return cloud.keyPairs.add({ product: 'ecs', regionId }, keyPair);
}

/** Tags of something new, checked; see {@link readTags} for what they may be. */
export function readNewTags(tags: readonly TagParameter[] = []): Record<string, string> {
  return readTags(tags, ecsNewTagRules);
}

/** MD5 with colons, as ECS shows it: `89:f0:ba:…`. */
export function fingerprintOf({ publicKey }: KeyPair): string {
  return publicKey.md5.match(/../g)?.join(':') ?? '';
}
