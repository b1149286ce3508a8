import { type Node, parseSync } from 'oxc-parser';
import { walk } from '../code/walk.ts';

/** Where the body of a function stands, and whether it is one expression. */
export interface Body {
  readonly start: number;
  readonly end: number;
  readonly isExpression: boolean;
}

/** The bodies of all functions of a TypeScript source, outer ones first. Their place in the list is their number. */
export function findBodies(source: string): Body[] {
  const bodies: Body[] = [];
  walk(parseSync('source.ts', source, { lang: 'ts' }).program, source, ({ node }) => {
    const body = bodyOf(node);
    if (body) bodies.push({ start: body.start, end: body.end, isExpression: body.type !== 'BlockStatement' });
  });
  return bodies;
}

/** The number of the innermost function around an offset, or null outside of all: such code runs once, at import. */
export function functionAt(bodies: readonly Body[], at: number): number | null {
  const number = bodies.findLastIndex(({ start, end }) => start <= at && at < end);
  return number === -1 ? null : number;
}

function bodyOf(node: Node): Node | null {
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') return node.body;
  return node.type === 'ArrowFunctionExpression' ? node.body : null;
}
