import {
  type ArrowFunctionExpression,
  type Function as FunctionNode,
  type Node,
  type Program,
  Visitor,
} from 'oxc-parser';

/** How long a function is, in lines from its first to its last, and how many parameters it has. */
export interface FunctionShape {
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
}

type Spanned = { readonly start: number; readonly end: number };
type Params = { readonly params: readonly unknown[] };

/**
 * The functions that have a name: declarations, methods, and functions that a variable or a property is set to.
 * Callbacks belong to the function that they stand in.
 */
export function findFunctions(program: Program, text: string): FunctionShape[] {
  const found: FunctionShape[] = [];
  const add = (name: string, { start, end, params }: Spanned & Params) => {
    found.push({ name, lines: text.slice(start, end).split('\n').length, parameters: params.length });
  };
  const addNamed = (key: Spanned, value: Node | null) => {
    if (isFunction(value)) add(text.slice(key.start, key.end), value);
  };
  const visitor = new Visitor({
    FunctionDeclaration: (node) => add(node.id?.name ?? 'default', node),
    MethodDefinition: ({ key, value }) => addNamed(key, value),
    PropertyDefinition: ({ key, value }) => addNamed(key, value),
    Property: ({ key, value }) => addNamed(key, value),
    VariableDeclarator: ({ id, init }) => addNamed(id, init),
  });
  visitor.visit(program);
  return found;
}

function isFunction(node: Node | null): node is FunctionNode | ArrowFunctionExpression {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
}
