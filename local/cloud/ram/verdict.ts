import { allowsSomewhere, evaluate, type Verdict } from './evaluate.ts';
import type { Policy, PolicyDocument } from './policy.ts';

/** What decides what a signer may do: its policy, and that of its session, which can only take away. */
type Signer = { readonly policy: Policy; readonly sessionPolicy?: PolicyDocument };

const policiesOf = ({ policy, sessionPolicy }: Signer): Policy[] => [policy, ...(sessionPolicy ? [sessionPolicy] : [])];

/** Nothing for a signer that is not known. Source: Sts 2015-04-01 AssumeRole, Policy. */
export function verdictOn(signer: Signer | undefined, action: string, resources: readonly string[]): Verdict {
  const verdicts = signer ? policiesOf(signer).map((policy) => evaluate(policy, action, resources)) : [];
  if (verdicts.includes('explicitDeny')) return 'explicitDeny';
  return signer && verdicts.every((verdict) => verdict === 'allowed') ? 'allowed' : 'implicitDeny';
}

/** Whether a signer may call an action on anything at all. */
export function mayCall(signer: Signer | undefined, action: string): boolean {
  return signer !== undefined && policiesOf(signer).every((policy) => allowsSomewhere(policy, action));
}
