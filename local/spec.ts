/** How `s.yaml` is read, part by part, for a check that says everything that is wrong with one. */
export { HostConfigError } from './host/errors.ts';
export { extendResource } from './host/spec/extend.ts';
export { type Env, isRecord, resolveExpressions } from './host/spec/resolve.ts';
export { asyncFields, functionFields } from './host/spec/schema.ts';
export { retryStrategy, triggerConfigs } from './host/spec/triggers.ts';
export { anyText, flag, matching, oneOf, text, whole } from './host/spec/values.ts';
export { readExpression } from './host/timers/expression.ts';
