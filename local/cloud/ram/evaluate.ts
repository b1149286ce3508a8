import type { Policy, PolicyDocument } from './policy.ts';

/** What a policy says of a request. An explicit denial is one that a statement asks for. */
export type Verdict = 'allowed' | 'implicitDeny' | 'explicitDeny';

/**
 * Whether a policy allows an action (`ecs:AttachKeyPair`) on all of the resources (ARNs, or `*` for actions without
 * resource-level permission): each has to be allowed by some statement, and none may be denied by any.
 * `*` stands for any text and `?` for one character. Source: RAM "Policy elements" and "Policy evaluation process".
 * Choices, not documented: action names are compared without regard to case, resources with it.
 */
export function evaluate(policy: Policy, action: string, resources: readonly string[]): Verdict {
  if (typeof policy === 'string') return policy === 'all' ? 'allowed' : 'implicitDeny';
  const rules = rulesOf(policy).filter((rule) => rule.action.test(action));
  const asked = resources.length > 0 ? resources : ['*'];
  const covers = (isDeny: boolean) => (resource: string) =>
    rules.some((rule) => rule.isDeny === isDeny && rule.resource.test(resource));
  if (asked.some(covers(true))) return 'explicitDeny';
  return asked.every(covers(false)) ? 'allowed' : 'implicitDeny';
}

/** Whether a policy allows an action on anything at all. */
export function allowsSomewhere(policy: Policy, action: string): boolean {
  if (typeof policy === 'string') return policy === 'all';
  return rulesOf(policy).some((rule) => !rule.isDeny && rule.action.test(action));
}

interface Rule {
  readonly isDeny: boolean;
  readonly action: RegExp;
  readonly resource: RegExp;
}

/** A call may name 50 instances: patterns are made once for each document. */
const compiled = new WeakMap<PolicyDocument, readonly Rule[]>();

function rulesOf(policy: PolicyDocument): readonly Rule[] {
  const known = compiled.get(policy);
  if (known) return known;
  const rules = policy.Statement.map(({ Effect, Action, Resource }) => ({
    isDeny: Effect === 'Deny',
    action: matcher(Action, 'i'),
    resource: matcher(Resource, ''),
  }));
  compiled.set(policy, rules);
  return rules;
}

function matcher(patterns: string | readonly string[], flags: string): RegExp {
  const alternatives = [patterns].flat().map((pattern) =>
    pattern
      .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.'),
  );
  return new RegExp(`^(?:${alternatives.join('|')})$`, `s${flags}`);
}
