import { randomInt } from 'node:crypto';
import { signatureErrors } from '../signature/acs3.ts';
import { evaluate } from './ram/evaluate.ts';
import { type Policy, readPolicy } from './ram/policy.ts';

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
  /** Users by access key, oldest first, then roles by the one they were given last. */
  list(): Principal[];
  /**
   * A user with an access key; a name may have several keys, each with its policy. `policy` defaults to `all` (choice:
   * a real new user may do nothing).
   * @throws InvalidInput naming the place in the policy
   */
  create(user: { name: string; policy?: Policy }): Principal;
  /**
   * A role's temporary access key (`STS.…`) with its security token; it does not expire.
   * @throws InvalidInput naming the place in the policy
   */
  assumeRole(role: { roleName: string; policy?: Policy }): Principal & { readonly securityToken: string };
  /** Whether the key's owner may do this; false for a key that nobody has. */
  mayDo(accessKeyId: string, action: string, resource: string): boolean;
  /** For `verifyAcs3`: checks the token too. */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

export function createPrincipals(): Principals {
  const byKey = new Map<string, Principal>();
  const keep = <P extends Principal>(principal: P): P => {
    if (typeof principal.policy !== 'string') readPolicy(principal.policy);
    byKey.set(principal.accessKeyId, principal);
    return principal;
  };
  return {
    find: (accessKeyId) => byKey.get(accessKeyId),
    list: () => listed([...byKey.values()]),
    create: ({ name, policy = 'all' }) =>
      keep({ name, policy, accessKeyId: `LTAI5t${letters(18)}`, accessKeySecret: letters(30) }),
    assumeRole: ({ roleName, policy = 'all' }) => {
      const key = { accessKeyId: `STS.${letters(25)}`, accessKeySecret: letters(44) };
      return keep({ name: roleName, policy, ...key, securityToken: `CAIS${letters(200)}==` });
    },
    mayDo: (accessKeyId, action, resource) =>
      evaluate(byKey.get(accessKeyId)?.policy ?? 'none', action, [resource]) === 'allowed',
    secretOf: (accessKeyId, securityToken) => {
      const principal = byKey.get(accessKeyId);
      if (principal) checkToken(principal, securityToken);
      return principal?.accessKeySecret;
    },
  };
}

/** A role that functions run under is assumed for each invocation: only the last is worth showing. */
function listed(principals: readonly Principal[]): Principal[] {
  const users = principals.filter(({ securityToken }) => securityToken === undefined);
  const roles = principals.filter(({ securityToken }) => securityToken !== undefined);
  return [...users, ...new Map(roles.map((role) => [role.name, role])).values()];
}

/** Source: common error codes "MissingSecurityToken" and "InvalidSecurityToken.MismatchWithAccessKey". */
function checkToken({ securityToken }: Principal, sent: string | undefined): void {
  if (securityToken !== undefined && sent === undefined) throw signatureErrors.missing('SecurityToken');
  if (securityToken !== sent) throw signatureErrors.wrongSecurityToken();
}
