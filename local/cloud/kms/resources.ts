import { arnOf, type Resource } from '../ram/resource.ts';
import { nameIn } from './parameters.ts';

/** In ARNs only, since the local cloud has one namespace of secrets (choice). */
const regionId = 'cn-hangzhou';

/** What most actions touch. Source: KMS "Use RAM to manage access to KMS resources", `secret/${secret-name}`. */
export const secret = (nameOrArn: string): Resource[] => [{ regionId, path: `secret/${nameIn(nameOrArn)}` }];

/** What CreateSecret and ListSecrets touch: the secret container. Source: as above. */
export const secretContainer: readonly Resource[] = [{ regionId, path: 'secret' }];

export function secretArn(accountId: string, name: string): string {
  return arnOf('kms', accountId, { regionId, path: `secret/${name}` });
}
