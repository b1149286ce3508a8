import type { Caller } from '../../action/action.ts';
import { CloudError } from '../../action/refusal.ts';
import type { Principal } from '../../gateway/principals.ts';
import { stsDialect } from './dialect.ts';

/** @throws CloudError for a call that nobody signed */
export function required(caller: Caller | undefined): Caller {
  if (!caller) throw new CloudError(stsDialect.denied);
  return caller;
}

/** A principal by its ARN. Source: RAM "Policy elements", Principal; Sts 2015-04-01 GetCallerIdentity. */
export function arnOf({ name, securityToken, sessionName = 'session' }: Principal, accountId: string): string {
  const who = securityToken === undefined ? `user/${name}` : `assumed-role/${name}/${sessionName}`;
  return `acs:ram::${accountId}:${who}`;
}

/** By which a trust policy names a principal: a session by its role. */
export function trustedName({ name, securityToken }: Principal, accountId: string): string {
  return `acs:ram::${accountId}:${securityToken === undefined ? 'user' : 'role'}/${name}`;
}

/** Choice: an id of 18 digits that follows from the name, since users and roles are kept by name alone. */
export function idOf(name: string): string {
  const sum = Buffer.from(name).reduce((total, byte) => (total * 31 + byte) % 10 ** 14, 7);
  return `3${sum.toString().padStart(17, '0')}`;
}
