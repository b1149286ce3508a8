import * as v from 'valibot';
import { findPatternProblems } from '../../../local/host/events/pattern-problems.ts';
import { knownFields, variantFields } from '../../../shared/fleet/file/known-fields.ts';
import { readSchedule } from './schedule.ts';

const flag = v.boolean('true or false');
const text = v.pipe(v.string('a text'), v.minLength(1, 'a text'));
const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `one of ${values.join(', ')}`);

const METHODS = 'a list of at least one HTTP method';
const http = {
  authType: v.literal('function', 'function: with another authType anybody could call it'),
  methods: v.pipe(
    v.array(oneOf('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'), METHODS),
    v.minLength(1, METHODS),
  ),
  disableURLInternet: v.optional(flag),
};

const SCHEDULE =
  'six fields (second minute hour day month weekday), with CRON_TZ=<zone> before them or not, or @every 10m';
const timer = {
  cronExpression: v.pipe(
    v.string(SCHEDULE),
    v.check((expression) => readSchedule(expression) !== null, SCHEDULE),
  ),
  enable: flag,
  payload: v.optional(v.string('a text')),
};

/** Keys of the retry strategy are PascalCase, unlike all around them. Source: devsapp/fc3 component schema. */
const runOptions = v.looseObject(
  {
    mode: v.literal('event-driven', 'event-driven: streams are not for the events of Alibaba Cloud services'),
    errorsTolerance: v.optional(oneOf('ALL', 'NONE')),
    retryStrategy: v.optional(
      v.looseObject(
        { PushRetryStrategy: oneOf('BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY') },
        'a mapping with PushRetryStrategy',
      ),
    ),
  },
  'a mapping with mode',
);

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
  eventSourceConfig: knownFields(
    {
      eventSourceType: v.literal('Default', 'Default: events of Alibaba Cloud services are on the default bus'),
      eventSourceParameters: v.record(v.string(), v.unknown(), 'a mapping, {} if there is nothing to say'),
    },
    'a mapping with eventSourceType and eventSourceParameters',
  ),
  eventSinkConfig: knownFields(
    { deliveryOption: v.record(v.string(), v.unknown(), 'a mapping') },
    'a mapping with deliveryOption',
  ),
  runOptions,
};

function triggerOf(triggerType: string, config: v.ObjectEntries) {
  return variantFields(
    {
      triggerName: text,
      triggerType: v.literal(triggerType),
      triggerConfig: knownFields(config, 'a mapping'),
      qualifier: v.optional(text),
      description: v.optional(v.string('a text')),
      invocationRole: v.optional(text),
      sourceArn: v.optional(text),
    },
    'a trigger',
  );
}

/** A trigger as far as functions here have some. */
export interface CheckedTrigger {
  readonly triggerName: string;
  readonly triggerType: 'http' | 'timer' | 'eventbridge';
  readonly triggerConfig: Readonly<Record<string, unknown>>;
}

/** Every key that the component's schema requires, and of the right kind: its own check takes any `triggerConfig`. */
export const trigger = v.variant(
  'triggerType',
  [triggerOf('http', http), triggerOf('timer', timer), triggerOf('eventbridge', eventbridge)] as never,
  'a trigger with triggerType http, timer or eventbridge',
) as unknown as v.GenericSchema<unknown, CheckedTrigger>;
