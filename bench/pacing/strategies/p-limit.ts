import { setTimeout as sleep } from 'node:timers/promises';
import limit from 'p-limit';
import { chunk } from '../../../shared/lists.ts';
import { PER_CALL } from '../cell.ts';
import { openSdk } from './sdk.ts';
import type { Strategy } from './strategy.ts';

const TRIES = 5;
const PAUSE_MS = 1000;

/** The careful script: eight calls at a time, each tried five times, a second apart. */
export const pLimit: Strategy = async (job) => {
  const attach = openSdk(job);
  const withRetry = async (ids: readonly string[]) => {
    for (let tries = 1; tries <= TRIES; tries++) {
      try {
        return await attach(ids);
      } catch {
        if (tries < TRIES) await sleep(PAUSE_MS);
      }
    }
    return [];
  };
  return (await limit(8).map(chunk(job.instanceIds, PER_CALL), withRetry)).flat();
};
