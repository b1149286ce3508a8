import * as v from 'valibot';
import { trigger } from './triggers.ts';
import { flag, matching, text, whole } from './values.ts';

/**
 * How asynchronous calls are made. Source: Function Compute 3.0 "Retry policies for asynchronous invocation": three
 * retries unless said otherwise.
 */
export const asyncFields = {
  /** Calls are tasks, and the id of one is taken once. Source: Function Compute, task deduplication. */
  asyncTask: v.optional(flag, false),
  maxAsyncRetryAttempts: v.optional(whole([0, 8], 'a whole number from 0 to 8'), 3),
  destinationConfig: v.optional(v.object({ onFailure: v.optional(v.object({ destination: text })) }), {}),
};
const asyncInvokeConfig = v.object(asyncFields);

export type AsyncSpec = v.InferOutput<typeof asyncInvokeConfig>;

/**
 * Properties of a function in the forms that the platform takes; `keyfleet check` narrows them to those of Keyfleet.
 * Units: `timeout` seconds (default 3), `memorySize` MB (default 512).
 * Source: devsapp/fc3 component schema; FC 2023-03-30 CreateFunctionInput for limits and defaults.
 */
export const functionFields = {
  functionName: matching(/^[A-Za-z_][\w-]{0,63}$/, 'a function name: a letter, then letters, digits, "_" or "-"'),
  region: matching(/^[a-z][a-z\d-]{1,39}$/, 'a region id, e.g. "cn-hangzhou"'),
  runtime: v.literal('nodejs20', 'nodejs20'),
  timeout: whole([1, 86_400], 'seconds from 1 to 86400; without it the platform takes 3'),
  memorySize: v.optional(whole([128, 32_768], 'MB from 128 to 32768 in steps of 64', 64), 512),
};

/** The properties that the local host runs a function by. Others (logs, metrics, network) have no effect here. */
export const functionProps = v.object({
  ...functionFields,
  handler: matching(/^[\w/-]+\.\w+$/, 'file.method, e.g. index.handler'),
  code: text,
  timeout: v.optional(functionFields.timeout, 3),
  role: v.optional(text),
  environmentVariables: v.optional(v.record(v.string(), v.string('a text; quote numbers')), {}),
  /** Hooks are not run by the local host, so a function that relies on them is refused. */
  instanceLifecycleConfig: v.optional(v.never('no hooks, which the local host does not run')),
  asyncInvokeConfig: v.optional(asyncInvokeConfig, {}),
  triggers: v.optional(v.array(trigger, 'a list of triggers'), []),
});
