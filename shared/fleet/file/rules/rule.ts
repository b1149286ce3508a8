import type { Finding } from '../finding.ts';
import type { KeyPairEntry } from '../schema.ts';

/** What only several fields of a key pair together show. Paths are relative to the key pair. */
export type KeyPairRule = (entry: KeyPairEntry) => Finding[];

/** A key pair without problems of its own, and its place in the list. */
export interface Placed {
  readonly at: number;
  readonly entry: KeyPairEntry;
}

export function productsOf({ instances }: KeyPairEntry) {
  return [...new Set(instances.map(({ product }) => product))];
}
