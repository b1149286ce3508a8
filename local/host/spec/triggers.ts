import * as v from 'valibot';
import { findPatternProblems } from '../events/pattern-problems.ts';
import { readExpression } from '../timers/expression.ts';
import { anyText, flag, oneOf, text } from './values.ts';

const METHODS = 'a list of at least one HTTP method';

const http = {
  authType: oneOf('function', 'anonymous'),
  methods: v.pipe(
    v.array(oneOf('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'), METHODS),
    v.minLength(1, METHODS),
  ),
};

const SCHEDULE =
  'six fields (second minute hour day month weekday), with CRON_TZ=<zone> before them or not, or @every 10m';

const timer = {
  cronExpression: v.pipe(
    v.string(SCHEDULE),
    v.check((expression) => readExpression(expression) !== null, SCHEDULE),
  ),
  enable: flag,
  payload: v.optional(anyText, ''),
};

const pattern = v.pipe(
  v.string('an event pattern as JSON in a text'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { path, expected } of findPatternProblems(dataset.value)) {
      addIssue({ message: `${expected}${path && ` at ${path} of the pattern`}` });
    }
  }),
);

const eventbridge = {
  triggerEnable: flag,
  asyncInvocationType: flag,
  eventRuleFilterPattern: pattern,
};

/** Its keys are PascalCase, unlike all around them. Source: devsapp/fc3 component schema. */
export const retryStrategy = v.optional(
  v.looseObject(
    { PushRetryStrategy: oneOf('BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY') },
    'a mapping with PushRetryStrategy',
  ),
);

/**
 * The fields of `triggerConfig` that a trigger runs by, by `triggerType`. The host lets others be; `keyfleet check`
 * adds those that deployment needs, and refuses the rest. Source: devsapp/fc3 component schema.
 */
export const triggerConfigs = { http, timer, eventbridge };

const triggerOf = <const Type extends string, Config extends v.ObjectEntries>(triggerType: Type, config: Config) =>
  v.object({ triggerType: v.literal(triggerType), triggerName: text, triggerConfig: v.object(config) });

const httpTrigger = triggerOf('http', http);
const timerTrigger = triggerOf('timer', timer);
const eventTrigger = triggerOf('eventbridge', {
  ...eventbridge,
  runOptions: v.optional(v.looseObject({ retryStrategy })),
});

export const trigger = v.variant('triggerType', [httpTrigger, timerTrigger, eventTrigger]);

/** One trigger of a function in `s.yaml`. */
export type TriggerSpec = HttpTriggerSpec | TimerTriggerSpec | EventTriggerSpec;
export type HttpTriggerSpec = v.InferOutput<typeof httpTrigger>;
export type TimerTriggerSpec = v.InferOutput<typeof timerTrigger>;
export type EventTriggerSpec = v.InferOutput<typeof eventTrigger>;
