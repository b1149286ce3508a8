import { isScalar, readOperation } from './operators.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether an event matches an event pattern: every field of the pattern has to match (AND), at the same depth; of a
 * field's list one entry suffices (OR); a field that is missing matches nothing but `{"exists": false}`.
 * Source: EventBridge "Event patterns". Choices where it is silent: a list in the event matches when one of its items
 * does; below a field that is missing, everything is. A pattern that is not well formed matches nothing.
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return isFields(pattern) && matchesFields(pattern, isFields(event) ? event : {});
}

function matchesFields(pattern: Fields, event: Fields): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = Object.hasOwn(event, key) ? event[key] : undefined;
    if (Array.isArray(wanted)) return wanted.some((expression) => matchesExpression(expression, value));
    return isFields(wanted) && matchesFields(wanted, isFields(value) ? value : {});
  });
}

function matchesExpression(expression: unknown, value: unknown): boolean {
  if (isScalar(expression)) return value !== undefined && itemsOf(value).includes(expression);
  const operation = readOperation(expression);
  if (!operation?.operator.takes(operation.operand)) return false;
  const { name, operator, operand } = operation;
  if (name === 'exists') return (value !== undefined) === operand;
  return value !== undefined && itemsOf(value).some((item) => operator.holds(operand as never, item));
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
