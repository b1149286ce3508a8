import { isScalar, operators, readOperation } from './operators.ts';

/** What is wrong with an event pattern, and in which of its fields: `data.state.0`, empty for the whole. */
export interface PatternProblem {
  readonly path: string;
  readonly expected: string;
}

/** Source: EventBridge "Event patterns": at most five expressions for one field. */
const MAX_EXPRESSIONS = 5;

/** Every problem of a pattern that is given as JSON text, as `eventRuleFilterPattern` is. */
export function findPatternProblems(text: string): PatternProblem[] {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    return [{ path: '', expected: 'JSON' }];
  }
  return problemsInFields(pattern, '');
}

function problemsInFields(pattern: unknown, path: string): PatternProblem[] {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) {
    return [{ path, expected: 'an object of fields, or a list of what one field may be' }];
  }
  const entries = Object.entries(pattern);
  if (entries.length === 0) return [{ path, expected: 'at least one field, or it matches everything' }];
  return entries.flatMap(([key, wanted]) => {
    const at = path ? `${path}.${key}` : key;
    return Array.isArray(wanted) ? problemsInList(wanted, at) : problemsInFields(wanted, at);
  });
}

function problemsInList(expressions: readonly unknown[], path: string): PatternProblem[] {
  const isTooLong = expressions.length === 0 || expressions.length > MAX_EXPRESSIONS;
  const length = isTooLong ? [{ path, expected: `1 to ${MAX_EXPRESSIONS} expressions` }] : [];
  return [...length, ...expressions.flatMap((expression, at) => problemsInExpression(expression, `${path}.${at}`))];
}

function problemsInExpression(expression: unknown, path: string): PatternProblem[] {
  if (isScalar(expression)) return [];
  const operation = readOperation(expression);
  if (!operation) return [{ path, expected: `a value, or one of ${[...operators.keys()].join(', ')}` }];
  const { name, operator, operand } = operation;
  return operator.takes(operand) ? [] : [{ path: `${path}.${name}`, expected: operator.operand }];
}
