import * as v from 'valibot';

const methods = v.picklist(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']);

const httpTrigger = v.object({
  triggerType: v.literal('http'),
  triggerName: v.string(),
  triggerConfig: v.object({ authType: v.picklist(['function', 'anonymous']), methods: v.array(methods) }),
});

/** Triggers other than HTTP are kept as written. */
const otherTrigger = v.object({
  triggerType: v.picklist(['timer', 'eventbridge']),
  triggerName: v.string(),
  triggerConfig: v.record(v.string(), v.unknown()),
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
  triggers: v.optional(v.array(v.variant('triggerType', [httpTrigger, otherTrigger])), []),
});

/** One trigger of a function in `s.yaml`. */
export type TriggerSpec = v.InferOutput<typeof httpTrigger> | v.InferOutput<typeof otherTrigger>;
export type HttpTriggerSpec = v.InferOutput<typeof httpTrigger>;
