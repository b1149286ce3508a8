import type { Verdict } from '../verdict.ts';

/** What became of items; absent ones are still on their way. */
export type Ended<Item> = Map<Item, Verdict | 'back'>;

/** One way of restarting: asks for it, and follows it until the instance runs again. */
export interface Restarter<Item> {
  begin(items: readonly Item[]): Promise<Map<Item, Verdict | 'taken'>>;
  /** Those that run again, with what failed on the way if anything did. */
  follow(items: readonly Item[]): Promise<Ended<Item>>;
  lastSeen(item: Item): string;
}
