import type { Call } from './call.ts';
import { byOperation } from './operation.ts';
import type { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

/** How long an answer takes by the settings, in milliseconds. */
export function latencyOf(settings: Settings, { product, actionName }: Call, refusal?: Refusal): number {
  const { latencyMs, operationLatencyMs, throttledLatencyMs } = settings;
  if (throttledLatencyMs !== null && refusal?.code.includes('Throttling')) return throttledLatencyMs;
  return byOperation(operationLatencyMs, product?.name ?? '', actionName ?? '') ?? latencyMs;
}
