import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { toSeconds } from '../../../model/time.ts';
import { type PolicyDocument, readPolicy } from '../../../ram/policy.ts';
import { trusts } from '../../../ram/trust.ts';
import { noSuchRole, notTrusted, stsDialect } from '../dialect.ts';
import { arnOf, idOf, required, trustedName } from '../identity.ts';

const roleIn = (arn: string) => arn.replace(/^.*:role\//, '').toLowerCase();

/**
 * A temporary key of a role, where the role's trust policy names the caller and the caller's own policy allows it.
 * Source: Sts 2015-04-01 AssumeRole. Choices: every role's longest session is an hour, RAM's default; names of roles are
 * compared in lower case; an ARN of another account finds nothing.
 */
export const assumeRole = defineAction({
  parameters: {
    RoleArn: { type: 'string', required: true, pattern: /^acs:ram::\d+:role\/[\w.-]{1,64}$/i },
    RoleSessionName: { type: 'string', required: true, pattern: /^[\w.@-]{2,64}$/ },
    DurationSeconds: { type: 'integer', min: 900, max: 3600, default: 3600 },
    Policy: { type: 'string', maxLength: 2048 },
  },
  resources: ({ RoleArn }) => [{ service: 'ram', regionId: '', path: RoleArn.replace(/^.*:role/, 'role') }],
  run: (cloud, { RoleArn, RoleSessionName: sessionName, DurationSeconds, Policy }, caller) => {
    const { accountId } = cloud;
    const { principal, principals } = required(caller);
    const name = roleIn(RoleArn);
    const role = RoleArn.startsWith(`acs:ram::${accountId}:`) ? principals.roles.find(name) : undefined;
    if (!role) throw new CloudError(noSuchRole(name));
    if (!trusts(role.trust, accountId, trustedName(principal, accountId))) throw new CloudError(notTrusted);
    const expiresMs = cloud.now() + DurationSeconds * 1000;
    const made = principals.openSession({ role, sessionName, sessionPolicy: readSessionPolicy(Policy), expiresMs });
    const { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken } = made;
    return {
      AssumedRoleUser: { Arn: arnOf(made, accountId), AssumedRoleId: `${idOf(name)}:${sessionName}` },
      Credentials: { AccessKeyId, AccessKeySecret, SecurityToken, Expiration: toSeconds(expiresMs) },
    };
  },
});

function readSessionPolicy(text: string | undefined): PolicyDocument | undefined {
  if (text === undefined) return undefined;
  try {
    return readPolicy(JSON.parse(text));
  } catch (error) {
    throw new CloudError({ ...stsDialect.invalid('PolicyGrammar'), message: (error as Error).message });
  }
}
