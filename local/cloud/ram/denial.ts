import type { Principal } from '../gateway/principals.ts';

/**
 * The `AccessDeniedDetail` of a refusal by RAM. Source: RAM 2015-05-01 DecodeDiagnosticMessage names the same facts,
 * and "How do I troubleshoot an access denied error?" how a principal is displayed (a role as `role:session`); choice:
 * that they stand in the refusal under these names is from practice.
 */
export function accessDeniedDetail(action: string, principal: Principal, accountId: string, isExplicit: boolean) {
  const isRole = principal.securityToken !== undefined;
  return {
    AccessDeniedDetail: {
      AuthAction: action,
      AuthPrincipalDisplayName: isRole ? `${principal.name}:session` : principal.name,
      AuthPrincipalOwnerId: accountId,
      AuthPrincipalType: isRole ? 'AssumedRoleUser' : 'SubUser',
      NoPermissionType: isExplicit ? 'ExplicitDeny' : 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    },
  };
}
