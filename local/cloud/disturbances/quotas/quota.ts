import * as v from 'valibot';

const positive = v.pipe(v.number(), v.gtValue(0));
const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Whether a throttled answer says by `x-acs-retry-after` when to come back. Default false: nothing documents it. */
const retryAfter = v.exactOptional(v.boolean());

const tokenBucketSchema = v.strictObject({
  /** Calls a second that come back; need not be whole. */
  rate: positive,
  /** Calls at once. */
  burst: whole,
  retryAfter,
});
const fixedWindowSchema = v.strictObject({
  /** Calls in each window. */
  limit: whole,
  /** Windows follow the clock: one of 60,000 ms begins with each minute. */
  windowMs: whole,
  retryAfter,
});

/**
 * How many calls an operation takes. Source: ECS "API throttling" and "Quota management": per account, region and
 * operation, written `200/60(s)`; a throttled operation "can be called again from minute T+1".
 */
export const quotaSchema = v.lazy((given) =>
  typeof given === 'object' && given !== null && ('limit' in given || 'windowMs' in given)
    ? fixedWindowSchema
    : tokenBucketSchema,
);

export type TokenBucket = v.InferOutput<typeof tokenBucketSchema>;
export type FixedWindow = v.InferOutput<typeof fixedWindowSchema>;
export type Quota = TokenBucket | FixedWindow;
