import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import { type Secret, type SecretVersion, versionOf } from '../../model/secret.ts';
import { nameIn } from './parameters.ts';
import { kmsRefusals } from './refusals.ts';
import { secretArn } from './resources.ts';

/** How calls name a secret. */
export interface Named {
  readonly RegionId: string;
  readonly SecretName: string;
}

/**
 * The secret of a region that a name or an ARN means, also one that waits for its deletion. Choice: an ARN of another
 * account or region finds nothing.
 * @throws CloudError Forbidden.ResourceNotFound
 */
export function findSecret(cloud: Cloud, { RegionId, SecretName }: Named): Secret {
  const name = nameIn(SecretName);
  const isHere = name === SecretName || SecretName === secretArn(cloud.accountId, RegionId, name);
  const found = isHere ? cloud.secrets.in(RegionId).find(name) : undefined;
  if (!found) throw new CloudError(kmsRefusals.notFound);
  return found;
}

/**
 * A secret whose values can be used. Choice: not documented whether one can be used that waits for its deletion; it is
 * refused as DeleteSecret and CreateSecret refuse it.
 * @throws CloudError Forbidden.ResourceNotFound or Rejected.ResourceInDeleteWindow
 */
export function findUsableSecret(cloud: Cloud, named: Named): Secret {
  const found = findSecret(cloud, named);
  if (found.plannedDeleteMs !== null) throw new CloudError(kmsRefusals.inDeleteWindow);
  return found;
}

/** The key that a secret is encrypted with; undefined where there is no such secret, or no key of the account's own. */
export function keyIdOf(cloud: Cloud, { RegionId, SecretName }: Named): string | undefined {
  return cloud.secrets.in(RegionId).find(nameIn(SecretName))?.encryptionKeyId;
}

/** @throws CloudError Forbidden.ResourceNotFound */
export function findVersion(secret: Secret, versionId: string): SecretVersion {
  const found = versionOf(secret, versionId);
  if (!found) throw new CloudError(kmsRefusals.notFound);
  return found;
}
