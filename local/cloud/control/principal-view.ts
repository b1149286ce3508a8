import type { Principal } from '../principals.ts';

/** A principal as the control routes list it: nothing to sign with. */
export function principalView({ name, accessKeyId, securityToken }: Principal) {
  return { name, accessKeyId, type: securityToken === undefined ? 'user' : 'role' };
}
