import * as v from 'valibot';
import { InvalidParameterError } from '../errors.ts';
import { productNames } from '../products/index.ts';
import type { ProductName } from '../products/product.ts';

/** Instances to be shown; what is left out selects all. */
export interface Query {
  readonly product: ProductName | null;
  readonly regionId: string | null;
  /** A key pair, or a rotated one with all its generations. */
  readonly keyPair: string | null;
  readonly only: Only | null;
  /** Rows of one answer; default 1,000. */
  readonly pageSize: number;
  /** Where the answer before ended; null: from the first row. */
  readonly after: string | null;
}

/**
 * - `withoutKey`: no key pair is attached.
 * - `unmanaged`: no key pair of fleet.yaml selects it.
 * - `drifted`: it is not as fleet.yaml says.
 * - `ignored`: it is tagged `keyfleet:ignore`.
 */
export const ONLY = ['withoutKey', 'unmanaged', 'drifted', 'ignored'] as const;
export type Only = (typeof ONLY)[number];

const MAX_PAGE = 1_000;
const PAGE_SIZE = `a whole number from 1 to ${MAX_PAGE}`;
const TOKEN = 'the nextToken of the answer before';

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  v.picklist(values, `one of ${values.join(', ')}`);
const text = (what: string) => v.pipe(v.string(what), v.minLength(1, what), v.maxLength(128, what));

const fields = {
  action: v.literal('instances', '"instances"'),
  product: v.optional(oneOf(productNames)),
  regionId: v.optional(text('a region id, e.g. "cn-hangzhou"')),
  keyPair: v.optional(text('a key pair name')),
  only: v.optional(oneOf(ONLY)),
  pageSize: v.optional(
    v.pipe(v.number(PAGE_SIZE), v.integer(PAGE_SIZE), v.minValue(1, PAGE_SIZE), v.maxValue(MAX_PAGE, PAGE_SIZE)),
    MAX_PAGE,
  ),
  nextToken: v.optional(v.pipe(v.string(TOKEN), v.regex(/^[\w-]{1,400}$/, TOKEN))),
};

const query = v.strictObject(fields, ({ expected }) =>
  expected === 'never'
    ? `no such field, only ${Object.keys(fields).join(', ')}`
    : 'a JSON object with action "instances"',
);

/** @throws InvalidParameterError with every problem found */
export function readQuery(payload: unknown): Query {
  const result = v.safeParse(query, payload);
  if (!result.success) {
    const details = result.issues.map(({ path, message }) => ({
      path: (path ?? []).map(({ key }) => String(key)).join('.'),
      expected: message,
    }));
    throw new InvalidParameterError(details);
  }
  const { product = null, regionId = null, keyPair = null, only = null, pageSize, nextToken } = result.output;
  const after = nextToken === undefined ? null : Buffer.from(nextToken, 'base64url').toString();
  return { product, regionId, keyPair, only, pageSize, after };
}

export const tokenOf = (after: string): string => Buffer.from(after).toString('base64url');
