import { inspect } from 'node:util';
import { witnessOfWorker } from './worker.ts';

/** Looks for private keys in what a promise comes to, a value or an error, where nothing prints or sends it. */
export async function seen<T>(place: string, coming: Promise<T>): Promise<T> {
  const { see } = witnessOfWorker();
  try {
    const value = await coming;
    see(place, JSON.stringify(value) ?? '');
    return value;
  } catch (error) {
    see(place, inspect(error, { depth: 5, showHidden: true }));
    throw error;
  }
}
