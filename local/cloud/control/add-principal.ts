import * as v from 'valibot';
import { InvalidInput } from '../invalid-input.ts';
import { policySchema } from '../ram/policy.ts';
import type { Route } from './route.ts';

/** Source: RAM 2015-05-01 CreateUser, UserName. */
const name = v.pipe(
  v.string(),
  v.check((given) => /^[\w.-]{1,64}$/.test(given), 'a name of 1 to 64 letters, digits, ".", "_" or "-"'),
);
const bodySchema = v.strictObject({ name, policy: policySchema });

/** Makes a user who may do what the policy says; its secret is in this answer and nowhere else. */
export const addPrincipalRoute: Route = {
  method: 'POST',
  path: '/_local/principals',
  run: (state, body) => {
    const parsed = v.safeParse(bodySchema, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    const { name: made, accessKeyId, accessKeySecret } = state.principals.create(parsed.output);
    return { name: made, accessKeyId, accessKeySecret };
  },
};
