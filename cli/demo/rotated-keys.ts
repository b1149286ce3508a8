import type { LocalCloud } from '@keyfleet/local-cloud';
import { createSecrets, kmsApi } from '../../shared/cloud/kms/index.ts';
import { readLedger } from '../../shared/ledger/ledger.ts';
import { products } from '../../shared/products/index.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { readKey } from '../../shared/rotation/secret/content.ts';
import { makeKey } from '../../shared/rotation/secret/make-key.ts';
import { callCloud } from './call-cloud.ts';

const REGION = 'cn-hangzhou';
const SECRET = 'keyfleet/app';

/** Private keys by what the table calls them. */
export type Keys = Map<'old' | 'new' | 'theirs', string>;

/** Imports the key pairs that the fleet has before the rotation, and keeps their private halves. */
export async function importKeys(cloud: LocalCloud): Promise<Keys> {
  const [old, theirs] = await Promise.all([makeKey('rsa-2048'), makeKey('ecdsa-p256')]);
  const importTo = (product: ProductName, name: string, publicKey: string) => {
    const { regional, createDriver } = products[product];
    const { keyPairs } = createDriver(callCloud(cloud)(products[product]));
    return keyPairs.import(regional ? REGION : null, name, publicKey);
  };
  for (const product of ['ecs', 'ens', 'swas'] as const) await importTo(product, 'app', old.publicKey);
  await importTo('ecs', 'theirs', theirs.publicKey);
  return new Map([
    ['old', old.privateKey],
    ['theirs', theirs.privateKey],
  ]);
}

/** The private key that the secret gives out as the current one; null while it has none. */
export async function readNewKey(cloud: LocalCloud): Promise<string | null> {
  const value = await createSecrets(callCloud(cloud)(kmsApi(REGION))).get(SECRET);
  return value && readKey(value.versionId, value.data).privateKey;
}

/** When the old key's grace ends, epoch milliseconds. */
export async function readGraceEnd(cloud: LocalCloud): Promise<number> {
  const versions = await createSecrets(callCloud(cloud)(kmsApi(REGION))).listVersions(SECRET);
  return Math.max(0, ...readLedger('app', versions).retained.map(({ untilMs }) => untilMs));
}
