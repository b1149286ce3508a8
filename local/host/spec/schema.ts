import * as v from 'valibot';
import { findPatternProblems } from '../events/pattern-problems.ts';
import { isSchedule } from '../timers/schedule.ts';

const methods = v.picklist(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']);

const httpTrigger = v.object({
  triggerType: v.literal('http'),
  triggerName: v.string(),
  triggerConfig: v.object({ authType: v.picklist(['function', 'anonymous']), methods: v.array(methods) }),
});

const timerTrigger = v.object({
  triggerType: v.literal('timer'),
  triggerName: v.string(),
  triggerConfig: v.object({
    cronExpression: v.pipe(v.string(), v.check(isSchedule, 'six cron fields, or @every of at least a minute')),
    enable: v.boolean(),
    payload: v.optional(v.string(), ''),
  }),
});

const pattern = v.pipe(
  v.string(),
  v.check((text) => findPatternProblems(text).length === 0, 'an event pattern as JSON in a text'),
);

const eventTrigger = v.object({
  triggerType: v.literal('eventbridge'),
  triggerName: v.string(),
  triggerConfig: v.object({
    triggerEnable: v.boolean(),
    asyncInvocationType: v.boolean(),
    eventRuleFilterPattern: pattern,
    runOptions: v.optional(
      v.object({
        retryStrategy: v.optional(
          v.object({ PushRetryStrategy: v.picklist(['BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY']) }),
        ),
      }),
    ),
  }),
});

/**
 * What becomes of asynchronous calls. Source: Function Compute 3.0 "Retry policies for asynchronous invocation": three
 * retries unless said otherwise.
 */
const asyncInvokeConfig = v.object({
  /** Calls are tasks, and the id of one is taken once. Source: Function Compute, task deduplication. */
  asyncTask: v.optional(v.boolean(), false),
  maxAsyncRetryAttempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8)), 3),
  destinationConfig: v.optional(v.object({ onFailure: v.optional(v.object({ destination: v.string() })) }), {}),
});

/**
 * The properties of a function that the local host runs by. Others (logs, metrics, network) have no effect here.
 * Units: `timeout` seconds (default 3), `memorySize` MB (default 512).
 * Source: devsapp/fc3 component schema; FC 2023-03-30 CreateFunctionInput for the default timeout.
 */
export const functionProps = v.object({
  functionName: v.string(),
  region: v.string(),
  runtime: v.literal('nodejs20'),
  handler: v.pipe(v.string(), v.regex(/^[\w/-]+\.\w+$/)),
  code: v.string(),
  timeout: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)), 3),
  memorySize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(128)), 512),
  role: v.optional(v.string()),
  environmentVariables: v.optional(v.record(v.string(), v.string()), {}),
  /** Hooks are not run by the local host, so a function that relies on them is refused. */
  instanceLifecycleConfig: v.optional(v.never()),
  asyncInvokeConfig: v.optional(asyncInvokeConfig, {}),
  triggers: v.optional(v.array(v.variant('triggerType', [httpTrigger, timerTrigger, eventTrigger])), []),
});

/** One trigger of a function in `s.yaml`. */
export type TriggerSpec = HttpTriggerSpec | TimerTriggerSpec | EventTriggerSpec;
export type HttpTriggerSpec = v.InferOutput<typeof httpTrigger>;
export type TimerTriggerSpec = v.InferOutput<typeof timerTrigger>;
export type EventTriggerSpec = v.InferOutput<typeof eventTrigger>;
export type AsyncSpec = v.InferOutput<typeof asyncInvokeConfig>;
