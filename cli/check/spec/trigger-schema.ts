import { anyText, flag, oneOf, retryStrategy, text, triggerConfigs } from '@keyfleet/local-cloud/spec';
import * as v from 'valibot';
import { knownFields, variantFields } from '../../../shared/fleet/file/known-fields.ts';

const http = {
  ...triggerConfigs.http,
  authType: v.literal('function', 'function: with another authType anybody could call it'),
  disableURLInternet: v.optional(flag),
};

const runOptions = v.looseObject(
  {
    mode: v.literal('event-driven', 'event-driven: streams are not for the events of Alibaba Cloud services'),
    errorsTolerance: v.optional(oneOf('ALL', 'NONE')),
    retryStrategy,
  },
  'a mapping with mode',
);

const eventbridge = {
  ...triggerConfigs.eventbridge,
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

function triggerOf<const Type extends string, Config extends v.ObjectEntries>(triggerType: Type, config: Config) {
  return variantFields(
    {
      triggerName: text,
      triggerType: v.literal(triggerType),
      triggerConfig: knownFields(config, 'a mapping'),
      qualifier: v.optional(text),
      description: v.optional(anyText),
      invocationRole: v.optional(text),
      sourceArn: v.optional(text),
    },
    'a trigger',
  );
}

/** What deployment demands of a trigger beyond what the host runs by: the component's own check takes any `triggerConfig`. */
export const trigger = v.variant(
  'triggerType',
  [triggerOf('http', http), triggerOf('timer', triggerConfigs.timer), triggerOf('eventbridge', eventbridge)],
  'a trigger with triggerType http, timer or eventbridge',
);

export type CheckedTrigger = v.InferOutput<typeof trigger>;
