import { randomInt } from 'node:crypto';
import { signatureErrors } from '../signature/acs3.ts';
import type { Policy } from './policy.ts';

/** Somebody who signs requests: a user's access key, or a role's temporary one. */
export interface Principal {
  /** The name under which calls are recorded. */
  readonly name: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a role's temporary key; must be sent with every request. */
  readonly securityToken?: string;
  policy: Policy;
}

/** The access keys that the cloud knows. They outlive a reset. */
export interface Principals {
  find(accessKeyId: string): Principal | undefined;
  /** A user with an access key. `policy` defaults to `all` (choice: a real new user may do nothing). */
  create(user: { name: string; policy?: Policy }): Principal;
  /** A role's temporary access key (`STS.…`) with its security token; it does not expire. */
  assumeRole(role: { roleName: string; policy?: Policy }): Principal & { readonly securityToken: string };
  /** For `verifyAcs3`: checks the token too. */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

export function createPrincipals(): Principals {
  const byKey = new Map<string, Principal>();
  const keep = <P extends Principal>(principal: P): P => {
    byKey.set(principal.accessKeyId, principal);
    return principal;
  };
  return {
    find: (accessKeyId) => byKey.get(accessKeyId),
    create: ({ name, policy = 'all' }) =>
      keep({ name, policy, accessKeyId: `LTAI5t${letters(18)}`, accessKeySecret: letters(30) }),
    assumeRole: ({ roleName, policy = 'all' }) => {
      const key = { accessKeyId: `STS.${letters(25)}`, accessKeySecret: letters(44) };
      return keep({ name: roleName, policy, ...key, securityToken: `CAIS${letters(200)}==` });
    },
    secretOf: (accessKeyId, securityToken) => {
      const principal = byKey.get(accessKeyId);
      if (principal) checkToken(principal, securityToken);
      return principal?.accessKeySecret;
    },
  };
}

/** Source: common error codes "MissingSecurityToken" and "InvalidSecurityToken.MismatchWithAccessKey". */
function checkToken({ securityToken }: Principal, sent: string | undefined): void {
  if (securityToken !== undefined && sent === undefined) throw signatureErrors.missingSecurityToken();
  if (securityToken !== sent) throw signatureErrors.wrongSecurityToken();
}
