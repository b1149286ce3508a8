import type { Clock } from '../../cloud/clock.ts';
import { chunk, forEachAtMost, groupBy } from '../../lists.ts';
import type { Drivers } from '../../products/drivers.ts';
import { products } from '../../products/index.ts';
import type { KeyPair } from '../../products/product.ts';
import type { Action } from '../command.ts';
import type { Verdict } from '../verdict.ts';
import { callUntilClear } from './call-until-clear.ts';

/** Batches of one key pair under way at once: enough to keep its pace busy, and thousands do not wait in memory. */
const UNDER_WAY = 32;

/** What is to be called of each item. */
export interface Calls<T> {
  readonly action: Action;
  /** As of {@link callUntilClear}. */
  readonly clientToken: string | null;
  readonly drivers: Drivers;
  readonly clock: Clock;
  keyPairOf(item: T): KeyPair;
  instanceIdOf(item: T): string;
}

/** Attaches or detaches in the control plane, in full calls: all items of one key pair travel together. */
export async function callInBatches<T>(items: readonly T[], calls: Calls<T>): Promise<Map<T, Verdict>> {
  const { action, clientToken, drivers, clock, keyPairOf, instanceIdOf } = calls;
  const verdicts = new Map<T, Verdict>();
  const groups = groupBy(items, (item) => JSON.stringify(keyPairOf(item)));
  const calling = groups.map((group) => {
    const keyPair = keyPairOf(group[0]);
    const [product, driver] = [products[keyPair.product], drivers[keyPair.product]];
    return forEachAtMost(UNDER_WAY, chunk(group, product.maxInstancesPerCall), async (batch) => {
      const job = { action, clientToken, keyPair, clock, product, driver };
      const found = await callUntilClear(job, batch.map(instanceIdOf));
      for (const item of batch) {
        const verdict = found.get(instanceIdOf(item));
        if (verdict) verdicts.set(item, verdict);
      }
    });
  });
  await Promise.all(calling);
  return verdicts;
}

const PASSWORDS = { attach: 'password login goes off', detach: 'password login is the default again' } as const;

/** Says of a change that was made what it does to password login. */
export function mentionPasswords(verdict: Verdict, action: Action): Verdict {
  return { ...verdict, message: `${verdict.message}; ${PASSWORDS[action]} with the next start` };
}
