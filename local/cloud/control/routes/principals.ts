import * as v from 'valibot';
import { type Principal } from '../../gateway/principals.ts';
import { policySchema } from '../../ram/policy.ts';
import { trustSchema } from '../../ram/trust.ts';
import { InvalidInput } from '../../settings/invalid-input.ts';
import type { Route } from '../route.ts';

/** The principals that can sign, users and roles, without their secrets. */
const listPrincipals: Route = {
  method: 'GET',
  path: '/_local/principals',
  run: (state) => state.principals.list().map(principalView),
};

/** Source: RAM 2015-05-01 CreateUser, UserName. */
const userName = v.pipe(
  v.string(),
  v.check((given) => /^[\w.-]{1,64}$/.test(given), 'a name of 1 to 64 letters, digits, ".", "_" or "-"'),
);
const bodySchema = v.strictObject({ name: userName, policy: policySchema });

/** Makes a user that may do what the policy says; its secret is in this answer and nowhere else. */
const addPrincipal: Route = {
  method: 'POST',
  path: '/_local/principals',
  run: (state, body) => {
    const parsed = v.safeParse(bodySchema, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    const { name: made, accessKeyId, accessKeySecret } = state.principals.create(parsed.output);
    return { name: made, accessKeyId, accessKeySecret };
  },
};

const roleSchema = v.strictObject({ name: userName, policy: policySchema, trust: v.exactOptional(trustSchema) });

/** Makes a role that STS lets principals assume whom its trust policy names. */
const addRole: Route = {
  method: 'POST',
  path: '/_local/roles',
  run: (state, body) => {
    const parsed = v.safeParse(roleSchema, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    const { name } = state.principals.roles.create(parsed.output);
    return { name, arn: `acs:ram::${state.cloud.accountId}:role/${name}` };
  },
};

/** A principal as the control routes list it: nothing to sign with. */
function principalView({ name, accessKeyId, securityToken }: Principal) {
  return { name, accessKeyId, type: securityToken === undefined ? 'user' : 'role' };
}

/** Users, roles and their policies. */
export const principalsRoutes: readonly Route[] = [listPrincipals, addPrincipal, addRole];
