import { type Node, visitorKeys } from 'oxc-parser';

/** A node, its parents from the nearest on, and the text they are of. */
export interface Place {
  readonly node: Node;
  readonly parents: readonly Node[];
  readonly source: string;
}

/** Types are wrapped around these expressions; other nodes of types hold nothing that runs. */
const WITH_EXPRESSION = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);
const NOT_RUN = new Set(['ImportDeclaration', 'ExportAllDeclaration']);

/** Visits what runs, parents first. */
export function walk(root: Node, source: string, visit: (place: Place) => void): void {
  const enter = (node: Node, parents: readonly Node[]) => {
    if (NOT_RUN.has(node.type)) return;
    if (node.type.startsWith('TS') && !WITH_EXPRESSION.has(node.type)) return;
    visit({ node, parents, source });
    for (const child of childrenOf(node)) enter(child, [node, ...parents]);
  };
  enter(root, []);
}

function childrenOf(node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value: unknown = Reflect.get(node, key);
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

export function textOf(source: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return source.slice(start, end);
}
