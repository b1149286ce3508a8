import type { KeyObject } from 'node:crypto';
import { createMetKeys } from './key/known-keys.ts';
import { search } from './key/search.ts';
import type { Find, RunRecord } from './run-record.ts';

/**
 * Looks at everything that a process lets out, and knows the keys it made or met. A key that gets out was made before,
 * in this process, or came in through one of the calls that may carry it, so nothing needs to be kept to be searched
 * later.
 */
export interface Witness {
  /** Looks at a text that is about to go to a place. */
  see(place: string, text: string | Uint8Array): void;
  learn(privateKey: KeyObject): boolean;
  /** Finds since the last call. */
  takeFinds(): Find[];
  /** Adds up what was seen since the last call. */
  writeTally(): void;
  /** Runs a task that leaks on purpose: what is found meanwhile is returned and not recorded. */
  whileLeaking(task: () => unknown): Promise<Find[]>;
  readonly record: RunRecord;
}

/** @param during names the test or program that is running */
export function createWitness(record: RunRecord, during: () => string): Witness {
  const keys = createMetKeys((digests) => record.addKeys(digests));
  let finds: Find[] = [];
  let counted = { texts: 0, characters: 0, keys: 0 };
  let isOnPurpose = false;
  return {
    record,
    see: (place, given) => {
      const text = typeof given === 'string' ? given : Buffer.from(given).toString('latin1');
      counted.texts += 1;
      counted.characters += text.length;
      const trace = search(text, keys);
      if (!trace) return;
      const find = { trace, place, during: during() };
      finds.push(find);
      if (!isOnPurpose) record.addFind(find);
    },
    learn: (privateKey) => {
      const isNew = keys.add(privateKey);
      if (isNew) counted.keys += 1;
      return isNew;
    },
    takeFinds: () => finds.splice(0),
    writeTally: () => {
      record.addTally(counted);
      counted = { texts: 0, characters: 0, keys: 0 };
    },
    whileLeaking: async (task) => {
      const before = finds;
      finds = [];
      isOnPurpose = true;
      try {
        await task();
        return finds;
      } finally {
        isOnPurpose = false;
        finds = before;
      }
    },
  };
}
