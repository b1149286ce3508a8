import * as v from 'valibot';
import { InvalidInput } from '../settings/invalid-input.ts';

/** One statement of a RAM policy. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** A RAM policy document. Source: RAM "Policy structure and syntax", Version 1. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly PolicyStatement[];
}

/** What a principal may do: everything, nothing, or what a document says. */
export type Policy = 'all' | 'none' | PolicyDocument;

const actionPattern = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;
const resourcePattern = /^(\*|acs:[^:\s]*:[^:\s]*:[^:\s]*:\S+)$/;

const text = (pattern: RegExp, example: string) =>
  v.pipe(
    v.string(),
    v.check((given) => pattern.test(given), `"*" or the like of "${example}"`),
  );
const oneOrMore = (item: ReturnType<typeof text>) => v.union([item, v.pipe(v.array(item), v.minLength(1))]);
const refused = (instead: string) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.check(() => false, instead),
    ),
  );

const condition = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((given) => Object.keys(given).length === 0, 'no condition, since the local cloud evaluates none'),
);

const statement = v.pipe(
  v.strictObject({
    Effect: v.picklist(['Allow', 'Deny']),
    Action: oneOrMore(text(actionPattern, 'ecs:DescribeInstances')),
    Resource: oneOrMore(text(resourcePattern, 'acs:ecs:*:*:instance/*')),
    NotAction: refused('Action in its place, since the local cloud does not evaluate NotAction'),
    NotResource: refused('Resource in its place, since the local cloud does not evaluate NotResource'),
    Principal: refused('no Principal, which belongs in trust policies'),
    Condition: v.optional(condition),
  }),
  v.transform(({ Effect, Action, Resource }): PolicyStatement => ({ Effect, Action, Resource })),
);

/**
 * Source: RAM "Policy structure and syntax". Where that allows more than the local cloud evaluates, it is refused
 * rather than read past: a condition that is not looked at would allow too much.
 */
export const policySchema = v.strictObject({
  Version: v.literal('1'),
  Statement: v.pipe(v.array(statement), v.minLength(1)),
});

/** @throws InvalidInput naming every place that is not as the grammar has it, such as `Statement[0].Action` */
export function readPolicy(given: unknown): PolicyDocument {
  const parsed = v.safeParse(policySchema, given);
  if (!parsed.success) throw InvalidInput.from(parsed.issues);
  return parsed.output;
}
