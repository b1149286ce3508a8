import { byOperation } from '../action/operation.ts';
import type { Refusal } from '../action/refusal.ts';
import type { Settings } from '../settings/settings.ts';
import type { Call } from './call.ts';

/** How long an answer takes by the settings, in milliseconds. */
export function latencyOf(settings: Settings, { product, actionName }: Call, refusal?: Refusal): number {
  const { latencyMs, operationLatencyMs, throttledLatencyMs } = settings;
  if (throttledLatencyMs !== null && refusal?.code.includes('Throttling')) return throttledLatencyMs;
  return byOperation(operationLatencyMs, product?.name ?? '', actionName ?? '') ?? latencyMs;
}
