import * as v from 'valibot';
import { type ServiceName, serviceNames } from '../../model/product-names.ts';
import { products } from '../../services/index.ts';
import { InvalidInput } from '../../settings/invalid-input.ts';

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));

/** Which calls a rule is about, and how many of them. */
const selection = {
  /** Default: every product. */
  product: v.exactOptional(v.picklist(serviceNames)),
  /** Default: every action. */
  action: v.exactOptional(v.string()),
  /** Name of the caller as `/_local/calls` shows it. Default: every caller. */
  principal: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  /** How many matching calls to let pass first. Default 0. */
  after: v.exactOptional(whole(0)),
  /** How many calls to disturb from then on. Default: every one, until the rule is taken away. */
  times: v.exactOptional(whole(1)),
};
const code = v.pipe(v.string(), v.regex(/^[A-Za-z][\w.-]*$/));
const delayMs = v.pipe(whole(0), v.maxValue(3_600_000));

/**
 * A fault and what goes with it:
 * - `throttle`: refused as the product throttles; nothing is done. `code` and `status` in place of the product's.
 *   With `delayMs` the header `x-acs-retry-after` says so many milliseconds.
 * - `error`: refused with `code` (default InternalError) and `status` (default: the code's documented one, else 400);
 *   nothing is done.
 * - `resetBefore`: the connection is reset; nothing is done. `resetAfter`: it is done, then the connection is reset.
 * - `noAnswer`: it is done, and no answer comes: the connection stays open until one side closes it.
 * - `slow`: it is done at once, and answered `delayMs` later.
 * - `truncated`: it is done, and the JSON of the answer ends in its middle.
 * - `html502`: a proxy answers 502 with an HTML page; nothing is done (choice: the call did not get through).
 * - `wrongTypes`: it is done, and the answer has numbers and booleans as strings, and the other way round.
 * - `missingRows`: it is done, and each list of the answer lacks its first half, rounded up.
 */
const ruleSchema = v.variant('fault', [
  v.strictObject({
    ...selection,
    fault: v.literal('throttle'),
    code: v.exactOptional(code),
    status: v.exactOptional(v.pipe(whole(400), v.maxValue(599))),
    delayMs: v.exactOptional(delayMs),
  }),
  v.strictObject({
    ...selection,
    fault: v.literal('error'),
    code: v.exactOptional(code),
    status: v.exactOptional(v.pipe(whole(400), v.maxValue(599))),
  }),
  v.strictObject({ ...selection, fault: v.literal('slow'), delayMs }),
  v.strictObject({
    ...selection,
    fault: v.picklist(['resetBefore', 'resetAfter', 'noAnswer', 'truncated', 'html502', 'wrongTypes', 'missingRows']),
  }),
]);

/** One deterministic disturbance; see the schema for what each field means. */
export type FaultRule = v.InferOutput<typeof ruleSchema>;
export type FaultName = FaultRule['fault'];

/** @throws InvalidInput naming every wrong field */
export function readRule(given: unknown): FaultRule {
  const parsed = v.safeParse(ruleSchema, given);
  if (!parsed.success) throw InvalidInput.from(parsed.issues);
  const { product, action } = parsed.output;
  if (action !== undefined && !exists(product, action)) {
    throw new InvalidInput([
      { path: 'action', expected: `an action of ${product ?? 'some product'}, received "${action}"` },
    ]);
  }
  return parsed.output;
}

/** A rule with a misspelt action would never fire, and a test that waits for it would pass for the wrong reason. */
function exists(name: ServiceName | undefined, action: string): boolean {
  return products.some((product) => [undefined, product.name].includes(name) && Object.hasOwn(product.actions, action));
}
