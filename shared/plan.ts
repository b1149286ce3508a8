import type { Command } from './command.ts';
import { products } from './products/index.ts';
import { chunk } from './products/pages.ts';
import type { KeyPair, Observed } from './products/product.ts';
import { alreadyDone, disqualify, type Verdict, wouldChange } from './verdict.ts';

/** One instance, the key pair it is to get or lose, and what was seen of it. */
export interface Item {
  readonly keyPair: KeyPair;
  readonly instanceId: string;
  readonly observed: Observed | undefined;
}

/** An item that needs no call, and why. */
export interface Settled {
  readonly item: Item;
  readonly verdict: Verdict;
}

export interface Plan {
  /** One attach or detach call each: same key pair, at most the product's limit of instances. */
  readonly batches: readonly (readonly Item[])[];
  readonly settled: readonly Settled[];
}

/** Decides what to do from what was seen. Nothing to do is a plan without batches. */
export function makePlan({ action, dryRun }: Command, items: readonly Item[]): Plan {
  const decided = items.map((item) => ({ item, verdict: decide(item) }));
  const settled = decided.flatMap(({ item, verdict }) => (verdict ? [{ item, verdict }] : []));
  const open = decided.flatMap(({ item, verdict }) => (verdict ? [] : [item]));
  return { batches: toBatches(open), settled };

  function decide({ keyPair, observed }: Item): Verdict | null {
    const done = observed && alreadyDone(action, keyPair, observed);
    const verdict = done ?? disqualify(action, products[keyPair.product], observed);
    return verdict ?? (dryRun && observed ? wouldChange(action, keyPair, observed) : null);
  }
}

/** Full calls: items of one key pair travel together whichever target named them. */
function toBatches(items: readonly Item[]): Item[][] {
  const byKeyPair = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify(item.keyPair);
    const together = byKeyPair.get(key);
    if (together) together.push(item);
    else byKeyPair.set(key, [item]);
  }
  return [...byKeyPair.values()].flatMap((together) => chunk(together, limitOf(together)));
}

function limitOf([first]: readonly Item[]): number {
  return first ? products[first.keyPair.product].maxInstancesPerCall : 1;
}
