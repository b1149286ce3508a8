import { type Mutator, replace } from './mutator.ts';
import { textOf } from './walk.ts';

/** Comparisons and negations have mutators of their own, which come to the same. */
const WITH_OPPOSITE = new Set(['BinaryExpression', 'UnaryExpression']);

export const negateTests: Mutator = ({ node, source }) => {
  if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return [];
  if (WITH_OPPOSITE.has(node.test.type)) return [];
  return [replace({ node: node.test }, `!(${textOf(source, node.test)})`, 'condition negated')];
};

/** A guard that never holds; it stays, so that types that it narrows stay as they are. */
export const ignoreGuards: Mutator = ({ node }) =>
  node.type === 'IfStatement' && !node.alternate ? [replace({ node: node.test }, 'false', 'guard ignored')] : [];

export const dropNegations: Mutator = ({ node, source }) =>
  node.type === 'UnaryExpression' && node.operator === '!'
    ? [replace({ node }, `(${textOf(source, node.argument)})`, 'negation dropped')]
    : [];

export const changeLogic: Mutator = ({ node, source }) => {
  if (node.type !== 'LogicalExpression') return [];
  const [left, right] = [textOf(source, node.left), textOf(source, node.right)];
  const halves = [left, right].map((half) => replace({ node }, `(${half})`, 'half of a condition dropped'));
  if (node.operator === '??') return halves;
  const other = node.operator === '&&' ? '||' : '&&';
  return [replace({ node }, `((${left}) ${other} (${right}))`, `${other} for ${node.operator}`), ...halves];
};

const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
};

export const compareOtherwise: Mutator = ({ node, source }) => {
  if (node.type !== 'BinaryExpression') return [];
  const [left, right] = [textOf(source, node.left), textOf(source, node.right)];
  return (OPPOSITES[node.operator] ?? []).map((other) =>
    replace({ node }, `${left} ${other} ${right}`, `${other} for ${node.operator}`),
  );
};

export const negateMembership: Mutator = ({ node, source }) =>
  node.type === 'BinaryExpression' && (node.operator === 'in' || node.operator === 'instanceof')
    ? [replace({ node }, `!(${textOf(source, node)})`, 'condition negated')]
    : [];
