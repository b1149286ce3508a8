/** One statement of a RAM policy. */
export interface PolicyStatement {
  Effect: 'Allow' | 'Deny';
  Action: string | readonly string[];
  Resource?: string | readonly string[];
  Condition?: unknown;
}

/** A RAM policy document. Source: RAM "Policy structure and syntax", Version 1. */
export interface PolicyDocument {
  Version: string;
  Statement: readonly PolicyStatement[];
}

/** What a principal may do: everything, nothing, or what a document says. */
export type Policy = 'all' | 'none' | PolicyDocument;

/**
 * Whether a policy allows an action (`ecs:AttachKeyPair`): some statement allows it and none denies it. Action names
 * are compared without regard to case, `*` stands for any text and `?` for one character. Judged by action alone:
 * every Resource counts as matching.
 */
export function allows(policy: Policy, action: string): boolean {
  if (typeof policy === 'string') return policy === 'all';
  const matching = policy.Statement.filter((statement) => [statement.Action].flat().some(matcher(action)));
  return matching.some(({ Effect }) => Effect === 'Allow') && matching.every(({ Effect }) => Effect === 'Allow');
}

function matcher(action: string) {
  return (pattern: string) => {
    const escaped = pattern.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action);
  };
}
