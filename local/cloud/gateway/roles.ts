import { type PolicyDocument, readPolicy } from '../ram/policy.ts';
import { readTrust, type TrustPolicy, trustOfAccount } from '../ram/trust.ts';
import { InvalidInput } from '../settings/invalid-input.ts';

/** A RAM role that principals of the account may assume over STS. */
export interface Role {
  readonly name: string;
  readonly policy: PolicyDocument;
  readonly trust: TrustPolicy;
}

/** What a role is made of; `trust` is anybody of the account by default. */
export type NewRole = Omit<Role, 'trust'> & { readonly trust?: TrustPolicy };

/** The roles of the account. They outlive a reset. */
export interface Roles {
  find(name: string): Role | undefined;
  /** One of that name is replaced. @throws InvalidInput naming the place in a policy */
  create(role: NewRole): Role;
}

export function createRoles(accountId: string): Roles {
  const byName = new Map<string, Role>();
  return {
    find: (name) => byName.get(name.toLowerCase()),
    create: ({ name, policy, trust = trustOfAccount(accountId) }) => {
      if (!/^[\w.-]{1,64}$/.test(name)) throw new InvalidInput([{ path: 'name', expected: 'a name of a role' }]);
      const role = { name, policy: readPolicy(policy), trust: readTrust(trust) };
      byName.set(name.toLowerCase(), role);
      return role;
    },
  };
}
