import type { Node } from 'oxc-parser';
import { type Mutator, replace } from './mutator.ts';
import type { Place } from './walk.ts';

export const swapBooleans: Mutator = ({ node }) =>
  node.type === 'Literal' && typeof node.value === 'boolean'
    ? [replace({ node }, String(!node.value), 'boolean swapped')]
    : [];

/** One more and one less; fractions grow by half. */
export const shiftNumbers: Mutator = ({ node, parents: [parent] }) => {
  if (node.type !== 'Literal' || typeof node.value !== 'number' || isKey(node, parent)) return [];
  const { value } = node;
  const others = Number.isInteger(value) ? [value + 1, value - 1] : [value * 1.5];
  return others.map((other) => replace({ node }, `(${other})`, 'number changed'));
};

/** Codes, states and names of fields; not what is written for people. */
const CODE = /^[A-Za-z][\w.:-]+$/;

export const changeCodes: Mutator = (place) => {
  const { node } = place;
  if (node.type !== 'Literal' || typeof node.value !== 'string' || !CODE.test(node.value) || !isValue(place)) return [];
  return [replace({ node }, `'${node.value}_'`, 'code changed')];
};

export const dropElements: Mutator = ({ node }) => {
  if (node.type !== 'ArrayExpression' || node.elements.length < 2) return [];
  return node.elements.flatMap((element, at) => {
    const next = node.elements[at + 1];
    if (!element) return [];
    return [{ start: element.start, end: next?.start ?? element.end, text: '', what: 'element dropped' }];
  });
};

function isValue({ node, parents: [parent] }: Place): boolean {
  const isDirective = parent?.type === 'ExpressionStatement';
  const isModule = parent?.type === 'ImportExpression' || parent?.type === 'ExportNamedDeclaration';
  return !isDirective && !isModule && !isKey(node, parent);
}

function isKey(node: Node, parent: Node | undefined): boolean {
  return (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') && parent.key === node;
}
