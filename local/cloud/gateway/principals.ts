import { randomInt } from 'node:crypto';
import { signatureErrors } from '../../signature/acs3.ts';
import { type Policy, type PolicyDocument, readPolicy } from '../ram/policy.ts';
import { verdictOn } from '../ram/verdict.ts';
import { forgetOldest } from './forget-oldest.ts';
import { createRoles, type Role, type Roles } from './roles.ts';

/** A signer of requests: a user's access key, or a role's temporary one. */
export interface Principal {
  /** The name under which calls are recorded. */
  readonly name: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a role's temporary key; must be sent with every request. */
  readonly securityToken?: string;
  policy: Policy;
  /** Of a key from STS: what the session may do at most, beside what the role may. */
  readonly sessionPolicy?: PolicyDocument;
  /** Of a key from STS. */
  readonly sessionName?: string;
  /** Of a key from STS: when it ends, epoch milliseconds. */
  readonly expiresMs?: number;
}

/** How a role is assumed over STS. */
export interface Session {
  readonly role: Role;
  readonly sessionName: string;
  readonly sessionPolicy: PolicyDocument | undefined;
  readonly expiresMs: number;
}

/** A principal with a token. */
export type Temporary = Principal & { readonly securityToken: string };

/** The access keys that the cloud knows. They outlive a reset. */
export interface Principals {
  find(accessKeyId: string): Principal | undefined;
  /**
   * Users by access key, oldest first, then roles by the one they were given last: a role that functions run under is
   * assumed for each invocation.
   */
  list(): Principal[];
  /**
   * A user with an access key; a name may have several keys, each with its policy. `policy` defaults to `all` (choice:
   * a real new user may do nothing).
   * @throws InvalidInput naming the place in the policy
   */
  create(user: { name: string; policy?: Policy }): Principal;
  /**
   * A role's temporary access key (`STS.…`) with its security token; it does not expire, but of many the oldest are
   * forgotten (the setting `kept.temporaryKeys`).
   * @throws InvalidInput naming the place in the policy
   */
  assumeRole(role: { roleName: string; policy?: Policy }): Temporary;
  /** The same over STS: it ends. */
  openSession(session: Session): Temporary;
  readonly roles: Roles;
  /** Whether the key's owner may do this; false for an unknown key. */
  mayDo(accessKeyId: string, action: string, resource: string): boolean;
  /** For `verifyAcs3`: checks the token too. */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** What principals depend on. */
export interface PrincipalsWorld {
  readonly accountId: string;
  /** Epoch milliseconds. */
  now(): number;
  /** How many temporary keys are remembered. */
  kept(): number;
}

export function createPrincipals({ accountId, now, kept }: PrincipalsWorld): Principals {
  const users = new Map<string, Principal>();
  const temporary = new Map<string, Temporary>();
  const find = (accessKeyId: string): Principal | undefined => users.get(accessKeyId) ?? temporary.get(accessKeyId);
  const remember = (made: Omit<Principal, keyof ReturnType<typeof temporaryKey>>): Temporary => {
    const principal = { ...made, ...temporaryKey() };
    temporary.set(principal.accessKeyId, principal);
    forgetOldest(temporary, kept());
    return principal;
  };
  return {
    find,
    list: () => [...users.values(), ...new Map([...temporary.values()].map((role) => [role.name, role])).values()],
    create: ({ name, policy = 'all' }) => {
      const principal = {
        name,
        policy: checked(policy),
        accessKeyId: `LTAI5t${letters(18)}`,
        accessKeySecret: letters(30),
      };
      users.set(principal.accessKeyId, principal);
      return principal;
    },
    assumeRole: ({ roleName, policy = 'all' }) => remember({ name: roleName, policy: checked(policy) }),
    openSession: ({ role: { name, policy }, sessionPolicy, ...session }) =>
      remember({ name, policy, ...session, ...(sessionPolicy && { sessionPolicy }) }),
    roles: createRoles(accountId),
    mayDo: (accessKeyId, action, resource) => verdictOn(find(accessKeyId), action, [resource]) === 'allowed',
    secretOf: (accessKeyId, securityToken) => {
      const principal = find(accessKeyId);
      if (principal) checkToken(principal, securityToken, now());
      return principal?.accessKeySecret;
    },
  };
}

/** @throws InvalidInput naming the place in the policy */
function checked(policy: Policy): Policy {
  if (typeof policy !== 'string') readPolicy(policy);
  return policy;
}

const temporaryKey = () => ({
  accessKeyId: `STS.${letters(25)}`,
  accessKeySecret: letters(44),
  securityToken: `CAIS${letters(200)}==`,
});

/** Source: common error codes "MissingSecurityToken" and "InvalidSecurityToken.MismatchWithAccessKey". */
function checkToken({ securityToken, expiresMs }: Principal, sent: string | undefined, nowMs: number): void {
  if (securityToken !== undefined && sent === undefined) throw signatureErrors.missing('SecurityToken');
  if (securityToken !== sent) throw signatureErrors.wrongSecurityToken();
  if (expiresMs !== undefined && expiresMs <= nowMs) throw signatureErrors.expiredSecurityToken();
}
