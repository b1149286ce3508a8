/** Pairs of what imports and what is imported. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Edges from or to other nodes are left out. */
export function toGraph(nodes: Iterable<string>, edges: Iterable<{ from: string; to: string }>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const node of nodes) graph.set(node, new Set());
  for (const { from, to } of edges) if (graph.has(to)) graph.get(from)?.add(to);
  return graph;
}

/**
 * The circles of a graph: its strongly connected components of more than one node, and nodes that point to themselves.
 * Source: R. Tarjan, Depth-first search and linear graph algorithms (1972).
 */
export function findCircles(graph: Graph): string[][] {
  return findComponents(graph).filter(([first = '', ...others]) => others.length > 0 || graph.get(first)?.has(first));
}

/** Strongly connected components, those that import nothing of another first; each in the order of the walk down. */
export function findComponents(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const components: string[][] = [];

  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    stack.push(node);
    open.add(node);
    for (const next of graph.get(node) ?? []) {
      const reached = index.has(next) ? (open.has(next) ? (index.get(next) ?? own) : own) : visit(next);
      low.set(node, Math.min(low.get(node) ?? own, reached));
    }
    if (low.get(node) === own) components.push(closeComponent(stack, open, node));
    return low.get(node) ?? own;
  };

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return components;
}

function closeComponent(stack: string[], open: Set<string>, root: string): string[] {
  const members = stack.splice(stack.indexOf(root));
  for (const member of members) open.delete(member);
  return members;
}
