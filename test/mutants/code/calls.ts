import type { Node } from 'oxc-parser';
import { type Mutator, replace } from './mutator.ts';
import { textOf } from './walk.ts';

const SWAPPED: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  ceil: 'floor',
  floor: 'ceil',
  find: 'findLast',
  findLast: 'find',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  push: 'unshift',
  unshift: 'push',
};

export const swapMethods: Mutator = ({ node }) => {
  const name = methodOf(node);
  const other = name && Object.hasOwn(SWAPPED, name.name) ? SWAPPED[name.name] : undefined;
  return name && other ? [replace({ node: name }, other, `${other} for ${name.name}`)] : [];
};

/** What only picks, cuts or orders a list is left out. */
const PICKING = new Set(['filter', 'slice', 'toSorted', 'toReversed']);

export const dropPicking: Mutator = ({ node, source }) => {
  const name = methodOf(node);
  if (!name || !PICKING.has(name.name) || node.type !== 'CallExpression') return [];
  if (node.callee.type !== 'MemberExpression') return [];
  return [replace({ node }, textOf(source, node.callee.object), `${name.name} left out`)];
};

const OTHER_SIGN: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' };

export const calculateOtherwise: Mutator = ({ node, source }) => {
  if (node.type !== 'BinaryExpression' || isText(node.left) || isText(node.right)) return [];
  const other = OTHER_SIGN[node.operator];
  if (!other) return [];
  const [left, right] = [textOf(source, node.left), textOf(source, node.right)];
  return [replace({ node }, `(${left} ${other} ${right})`, `${other} for ${node.operator}`)];
};

function methodOf(node: Node) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { property, computed } = node.callee;
  return !computed && property.type === 'Identifier' ? property : null;
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}
