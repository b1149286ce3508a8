import { arnOf, type Resource } from '../../ram/resource.ts';
import type { Named } from './find-secret.ts';
import { nameIn } from './parameters.ts';

/** What most actions touch. Source: KMS "Use RAM to manage access to KMS resources", `secret/${secret-name}`. */
export const secret = ({ RegionId, SecretName }: Named): Resource[] => [
  { regionId: RegionId, path: `secret/${nameIn(SecretName)}` },
];

/** What CreateSecret and ListSecrets touch: the secret container. Source: as above. */
export const secretContainer = ({ RegionId }: Pick<Named, 'RegionId'>): Resource[] => [
  { regionId: RegionId, path: 'secret' },
];

/**
 * The customer's key that a secret is encrypted with, for those that use it: to read a value is to decrypt it, and to
 * store one takes a data key. Nothing where the secret has no such key. Source: Kms 2016-01-20 GetSecretValue,
 * PutSecretValue and CreateSecret.
 */
export function keyOf(
  regionId: string,
  keyId: string | undefined,
  use: 'kms:Decrypt' | 'kms:GenerateDataKey',
): Resource[] {
  return keyId === undefined ? [] : [{ regionId, path: `key/${keyId}`, action: use }];
}

export function secretArn(accountId: string, regionId: string, name: string): string {
  return arnOf('kms', accountId, { regionId, path: `secret/${name}` });
}
