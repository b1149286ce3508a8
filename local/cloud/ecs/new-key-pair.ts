import type { Cloud } from '../model/cloud.ts';
import type { KeyPair, NewKeyPair } from '../model/key-pairs.ts';
import type { TagParameter } from '../parameters/specification.ts';
import { CloudError } from '../refusal.ts';
import { ecsRefusals } from './refusals.ts';

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

/** Source: ECS 2014-05-26 CreateKeyPair, Tag.N: key up to 128 characters, not aliyun, acs: or a URL; value likewise. */
export function readNewTags(tags: readonly TagParameter[] = []): Record<string, string> {
  const keys = tags.map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw new CloudError(ecsRefusals.duplicateTagKey);
  if (keys.some((key) => key.length > 128 || /^(aliyun|acs:)|https?:\/\//.test(key))) {
    throw new CloudError(ecsRefusals.tagKeyMalformed);
  }
  if (tags.some(({ value = '' }) => value.length > 128 || /^acs:|https?:\/\//.test(value))) {
    throw new CloudError(ecsRefusals.tagValueMalformed);
  }
  return Object.fromEntries(tags.map(({ key, value = '' }) => [key, value]));
}

/** MD5 with colons, as ECS shows it: `89:f0:ba:…`. */
export function fingerprintOf({ publicKey }: KeyPair): string {
  return publicKey.md5.match(/../g)?.join(':') ?? '';
}
