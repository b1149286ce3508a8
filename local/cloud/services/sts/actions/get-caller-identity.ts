import { defineAction } from '../../../action/action.ts';
import { arnOf, idOf, required } from '../identity.ts';

/** The caller's account, kind and name. Source: Sts 2015-04-01 GetCallerIdentity. */
export const getCallerIdentity = defineAction({
  parameters: {},
  run: ({ accountId }, _, caller) => {
    const { principal } = required(caller);
    const id = idOf(principal.name);
    const common = { AccountId: accountId, Arn: arnOf(principal, accountId) };
    if (principal.securityToken === undefined)
      return { ...common, IdentityType: 'RAMUser', UserId: id, PrincipalId: id };
    const session = principal.sessionName ?? 'session';
    return { ...common, IdentityType: 'AssumedRoleUser', RoleId: id, PrincipalId: `${id}:${session}` };
  },
});
