/**
 * The `AccessDeniedDetail` of a refusal by RAM. Source: that the field is there is documented and read by
 * openapi-core; choice: its inner names are from practice.
 */
export function accessDeniedDetail(action: string, principalName: string, accountId: string) {
  return {
    AccessDeniedDetail: {
      AuthAction: action,
      AuthPrincipalDisplayName: principalName,
      AuthPrincipalOwnerId: accountId,
      AuthPrincipalType: 'SubUser',
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    },
  };
}
