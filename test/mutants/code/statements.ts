import type { Node } from 'oxc-parser';
import { type Mutator, replace } from './mutator.ts';
import { textOf } from './walk.ts';

/** What waited goes on waiting for a turn, so that only what was done is gone and not the order of what follows. */
export const removeStatements: Mutator = ({ node }) => {
  if (node.type === 'ThrowStatement' || node.type === 'ContinueStatement' || node.type === 'BreakStatement') {
    return [replace({ node }, ';', 'statement removed')];
  }
  if (node.type !== 'ExpressionStatement' || node.directive) return [];
  const isAwait = node.expression.type === 'AwaitExpression';
  return [replace({ node }, isAwait ? 'await null;' : ';', 'statement removed')];
};

/** The value is still made, with whatever that does, and not returned. */
export const loseReturnValues: Mutator = ({ node, source }) => {
  const value = returnedBy(node);
  if (!value || isPlain(value)) return [];
  const text = value.type === 'ArrayExpression' ? '[]' : `(${textOf(source, value)}, undefined)`;
  return [replace({ node: value }, text, 'return value lost')];
};

function returnedBy(node: Node): Node | null {
  if (node.type === 'ReturnStatement') return node.argument;
  return node.type === 'ArrowFunctionExpression' && node.expression ? node.body : null;
}

/** Constants and conditions have mutators of their own; a new object that is not there is noticed at once. */
const PLAIN = new Set([
  'Literal',
  'UnaryExpression',
  'LogicalExpression',
  'BinaryExpression',
  'ConditionalExpression',
  'ObjectExpression',
  'ParenthesizedExpression',
  'NewExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
]);

function isPlain(value: Node): boolean {
  if (value.type === 'ArrayExpression') return value.elements.length === 0;
  return PLAIN.has(value.type) || (value.type === 'Identifier' && value.name === 'undefined');
}
