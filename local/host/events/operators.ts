/** A value that a pattern can be compared with. */
export type Scalar = string | number | boolean | null;

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** One operator of event patterns. `takes` says which operand it accepts, `holds` judges one value that is there. */
export interface Operator {
  readonly operand: string;
  takes(operand: unknown): boolean;
  holds(operand: never, value: unknown): boolean;
}

const isText = (operand: unknown) => typeof operand === 'string';

/** Case-sensitive, on texts only. */
function onText(holds: (value: string, operand: string) => boolean): Operator {
  return {
    operand: 'a text',
    takes: isText,
    holds: (operand: string, value) => typeof value === 'string' && holds(value, operand),
  };
}

const prefix = onText((value, operand) => value.startsWith(operand));

function isPrefix(operand: unknown): operand is { prefix: string } {
  const keys = typeof operand === 'object' && operand !== null ? Object.keys(operand) : [];
  return keys.join() === 'prefix' && isText((operand as { prefix: unknown }).prefix);
}

const anythingBut: Operator = {
  operand: 'a text, a number, a list of them, or {"prefix": "…"}',
  takes: (operand) => {
    const items: unknown[] = Array.isArray(operand) ? operand : [operand];
    return isPrefix(operand) || (items.length > 0 && items.every((item) => isText(item) || typeof item === 'number'));
  },
  holds: (operand: Scalar | Scalar[] | { prefix: string }, value) => {
    if (isPrefix(operand)) return !(typeof value === 'string' && value.startsWith(operand.prefix));
    return Array.isArray(operand) ? !operand.includes(value as Scalar) : operand !== value;
  },
};

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

const numeric: Operator = {
  operand: 'one or two comparisons, e.g. [">", 0, "<=", 5]',
  takes: (operand) => {
    if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return false;
    return operand.every((part, at) =>
      at % 2 === 0 ? Object.hasOwn(comparisons, String(part)) : typeof part === 'number',
    );
  },
  holds: (operand: (string | number)[], value) => {
    const isWithin = (at: number) => comparisons[String(operand[at])]?.(value as number, Number(operand[at + 1]));
    return typeof value === 'number' && isWithin(0) === true && (operand.length === 2 || isWithin(2) === true);
  },
};

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d|[12]\d|3[0-2]))?$/;

/** An IPv4 address as a number, and how many of its bits count; null for anything else. */
function toAddress(text: unknown): { bits: number; length: number } | null {
  const [, a, b, c, d, length = '32'] = (typeof text === 'string' && CIDR.exec(text)) || [];
  const bytes = [a, b, c, d].map(Number);
  if (!bytes.every((byte) => byte <= 255)) return null;
  return { bits: bytes.reduce((bits, byte) => bits * 256 + byte, 0), length: Number(length) };
}

const cidr: Operator = {
  operand: 'an IPv4 block, e.g. "10.0.0.0/24"',
  takes: (operand) => toAddress(operand) !== null,
  holds: (operand: string, value) => {
    const [block, address] = [toAddress(operand), toAddress(value)];
    if (!block || !address || address.length !== 32) return false;
    const size = 2 ** (32 - block.length);
    return Math.floor(block.bits / size) === Math.floor(address.bits / size);
  },
};

/** Asks whether the field is there; its value does not matter. */
const exists: Operator = {
  operand: 'true or false',
  takes: (operand) => typeof operand === 'boolean',
  holds: (operand: boolean) => operand,
};

/** Source: EventBridge "Event patterns". */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['prefix', prefix],
  ['suffix', onText((value, operand) => value.endsWith(operand))],
  ['contains', onText((value, operand) => value.includes(operand))],
  ['anything-but', anythingBut],
  ['numeric', numeric],
  ['cidr', cidr],
  ['exists', exists],
]);

/** An expression such as `{"prefix": "acs."}`, taken apart; null when it is not of one known operator. */
export function readOperation(expression: unknown): { name: string; operator: Operator; operand: unknown } | null {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return null;
  const [first, ...rest] = Object.entries(expression as Record<string, unknown>);
  const [name, operand] = first ?? ['', undefined];
  const operator = operators.get(name);
  return operator && rest.length === 0 ? { name, operator, operand } : null;
}
