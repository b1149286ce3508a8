import * as v from 'valibot';
import { InvalidInput } from '../settings/invalid-input.ts';

/** Names of principals: `acs:ram::<account>:root`, `…:user/<name>`, `…:role/<name>`, or a service such as `fc.aliyuncs.com`. */
export interface TrustStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: 'sts:AssumeRole';
  readonly Principal: { readonly RAM?: readonly string[]; readonly Service?: readonly string[] };
}

/** The principals that may assume a role. Source: RAM "Edit the trust policy of a RAM role", Version 1. */
export interface TrustPolicy {
  readonly Version: '1';
  readonly Statement: readonly TrustStatement[];
}

const texts = v.pipe(v.array(v.string()), v.minLength(1));

/** Choice: conditions, of which the local cloud evaluates none, are refused as in other policies. */
export const trustSchema = v.strictObject({
  Version: v.literal('1'),
  Statement: v.pipe(
    v.array(
      v.strictObject({
        Effect: v.picklist(['Allow', 'Deny']),
        Action: v.literal('sts:AssumeRole'),
        Principal: v.strictObject({ RAM: v.exactOptional(texts), Service: v.exactOptional(texts) }),
      }),
    ),
    v.minLength(1),
  ),
});

/** @throws InvalidInput naming every place that is not as the grammar has it */
export function readTrust(given: unknown): TrustPolicy {
  const parsed = v.safeParse(trustSchema, given);
  if (!parsed.success) throw InvalidInput.from(parsed.issues);
  return parsed.output;
}

/** The default of a role that is made for the account: any of its users and roles may assume it. */
export function trustOfAccount(accountId: string): TrustPolicy {
  const Principal = { RAM: [`acs:ram::${accountId}:root`] };
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] };
}

/** Whether a principal of an account may assume a role; `root` stands for all of them. */
export function trusts({ Statement }: TrustPolicy, accountId: string, callerArn: string): boolean {
  const names = [`acs:ram::${accountId}:root`, callerArn];
  const covering = Statement.filter(({ Principal }) => Principal.RAM?.some((name) => names.includes(name)));
  return covering.some(({ Effect }) => Effect === 'Allow') && !covering.some(({ Effect }) => Effect === 'Deny');
}
