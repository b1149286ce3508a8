import { HostError } from './errors.ts';
import type { HostCloud } from './host-cloud.ts';
import type { HostedFunction } from './hosted-function.ts';

/**
 * Refuses a principal that may not invoke a function. `path` names it within the account, as its API does.
 * Source: RAM for Function Compute: `fc:InvokeFunction` on `acs:fc:<region>:<account>:<path>`; error codes page for 403.
 * Choice: HTTP triggers ask for the signature alone, as their page has it.
 * @throws HostError 403 `AccessDenied`
 */
export function requirePermission(
  accessKeyId: string,
  path: string,
  { spec }: HostedFunction,
  { accountId, principals }: HostCloud,
): void {
  const resource = `acs:fc:${spec.region}:${accountId}:${path}`;
  if (principals.mayDo(accessKeyId, 'fc:InvokeFunction', resource)) return;
  const message = `the caller is not authorized to perform 'fc:InvokeFunction' on resource '${resource}'`;
  throw new HostError(403, 'AccessDenied', message);
}
