/** Calls that neither change anything nor see what another worker changes. */
const APART = new Set(['DescribeCloudAssistantStatus', 'DescribeInvocationResults', 'DescribeInvocationResult']);

/** Where calls of a product leave one another alone: key pairs, guests, instances. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(DescribeKeyPairs|ListKeyPairs|ImportKeyPair|DeleteKeyPairs)$/, 'keyPairs'],
  [/^RunCommand$/, 'guests'],
];

/**
 * Whether the order of two calls of two workers may make a difference: they are about the same things, and one changes
 * them. Attaching needs a key pair and changes an instance, so it is about both; the same goes for all that is not known.
 */
export function dependsOn(one: string, other: string): boolean {
  const [product, action = ''] = one.split('.');
  const [otherProduct, otherAction = ''] = other.split('.');
  if (product !== otherProduct || APART.has(action) || APART.has(otherAction)) return false;
  if (isRead(action) && isRead(otherAction)) return false;
  const [kind, otherKind] = [kindOf(action), kindOf(otherAction)];
  return kind === null || otherKind === null || kind === otherKind;
}

const isRead = (action: string) => /^(Describe|List|Get)/.test(action);

function kindOf(action: string): string | null {
  if (action === 'DescribeInstances') return 'instances';
  return KINDS.find(([shape]) => shape.test(action))?.[1] ?? null;
}
