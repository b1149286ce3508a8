import type { Cloud } from '../model/cloud.ts';
import { CloudError } from '../refusal.ts';
import { nameIn } from './parameters.ts';
import { kmsRefusals } from './refusals.ts';
import { type Secret, type SecretVersion, versionOf } from './secret.ts';

/**
 * The secret that a name or an ARN means, also one that waits for its deletion. Choice: an ARN of another account finds
 * nothing, and its region is not looked at.
 * @throws CloudError Forbidden.ResourceNotFound
 */
export function findSecret(cloud: Cloud, nameOrArn: string): Secret {
  const name = nameIn(nameOrArn);
  const isOurs = name === nameOrArn || nameOrArn.split(':')[3] === cloud.accountId;
  const found = isOurs ? cloud.secrets.find(name) : undefined;
  if (!found) throw new CloudError(kmsRefusals.notFound);
  return found;
}

/**
 * A secret whose values can be used. Choice: not documented what becomes of one that waits for its deletion; it is
 * refused as DeleteSecret and CreateSecret refuse it.
 * @throws CloudError Forbidden.ResourceNotFound or Rejected.ResourceInDeleteWindow
 */
export function findUsableSecret(cloud: Cloud, nameOrArn: string): Secret {
  const found = findSecret(cloud, nameOrArn);
  if (found.plannedDeleteMs !== null) throw new CloudError(kmsRefusals.inDeleteWindow);
  return found;
}

/** @throws CloudError Forbidden.ResourceNotFound */
export function findVersion(secret: Secret, versionId: string): SecretVersion {
  const found = versionOf(secret, versionId);
  if (!found) throw new CloudError(kmsRefusals.notFound);
  return found;
}
