import type { Strategy } from './strategy.ts';

const sdk = () => import('./sdk.ts');

/** Ours, and what users write today; each is loaded alone, because memory is measured. */
export const strategies = {
  keyfleet: async () => (await import('./keyfleet.ts')).keyfleet,
  'keyfleet, counting': async () => (await import('./keyfleet.ts')).keyfleetCounted,
  'one call each': async () => (await sdk()).oneCallEach,
  'SDK, chunks in sequence': async () => (await sdk()).chunksInSequence,
  'SDK, Promise.all': async () => (await sdk()).promiseAll,
  'SDK, retryOptions': async () => (await sdk()).sdkRetry,
  'p-limit 8, retry': async () => (await import('./p-limit.ts')).pLimit,
} satisfies Record<string, () => Promise<Strategy>>;

export type StrategyName = keyof typeof strategies;
