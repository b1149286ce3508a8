import { createHash } from 'node:crypto';
import type { Principal } from '../gateway/principals.ts';
import { toSeconds } from '../model/time.ts';
import type { Origin } from './envelope.ts';

/**
 * The caller: a RAM user by access key, or a role that was assumed. Source: ActionTrail "userIdentity" samples of
 * both. A role's user name is `role:session`; the local cloud's sessions have no name of their own.
 */
export function userIdentity({ accountId, time }: Origin, principal: Principal) {
  const { accessKeyId, name, securityToken } = principal;
  const principalId = principalIdOf(name);
  if (securityToken === undefined) return { type: 'ram-user', accountId, principalId, accessKeyId, userName: name };
  const session = { type: 'assumed-role', userName: `${name}:session`, principalId: `${principalId}:session` };
  const attributes = { mfaAuthenticated: 'false', creationDate: toSeconds(time) };
  return { ...session, accountId, accessKeyId, sessionContext: { attributes } };
}

/** 18 digits, always the same for the same name. */
function principalIdOf(name: string): string {
  const number = BigInt(`0x${createHash('md5').update(name).digest('hex').slice(0, 14)}`);
  return number.toString().padStart(18, '2').slice(0, 18);
}
