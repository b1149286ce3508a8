import { type Generation, type Ledger, newestOf, targetOf } from '../../ledger/ledger.ts';
import type { Former } from '../secret/content.ts';
import type { Means } from '../tick-context.ts';
import { hash, type WantedProof } from './proof-mark.ts';

/** What every instance takes of ours, by generation. */
export interface WantedKeys {
  /** Every instance is to take it. */
  readonly must: Generation;
  /** Beside it, as long as their grace lasts. */
  readonly may: readonly Generation[];
  /** Of those that the secret still has; what it has forgotten is not to be taken either. */
  readonly mustNot: readonly Generation[];
}

/** Sorts the generations by what they are to an instance now; null before there is any. Does no I/O. */
export function wantedKeys(ledger: Ledger, nowMs: number): WantedKeys | null {
  const must = targetOf(ledger);
  if (!must) return null;
  const inGrace = ledger.retained.filter(({ isSwept, untilMs }) => !isSwept && untilMs > nowMs);
  const kept = new Set([ledger.current, ...inGrace.map(({ generation }) => generation)]);
  const others = ledger.generations.filter((one) => one !== must);
  const isKept = (one: Generation) => kept.has(one) && !one.isRevoked;
  return { must, may: others.filter(isKept), mustNot: others.filter((one) => !isKept(one)) };
}

/** What a ledger says has to be proven; null before there is any generation. */
export function wantedProof(ledger: Ledger, { keyPair, rotation, clock }: Means): WantedProof | null {
  const nowMs = clock.now();
  const keys = wantedKeys(ledger, nowMs);
  if (!keys) return null;
  const names = keys.may.map(({ name }) => name).toSorted();
  return {
    generation: keys.must.name,
    subject: hash(keyPair.name, rotation.user, rotation.secret),
    // A generation that was made since, and withdrawn, may have got in.
    others: hash(newestOf(ledger)?.name ?? '', ...names),
    recheckMs: rotation.recheckMs,
    nowMs,
  };
}

/** The fingerprints that no instance is to take, with the generation of each. Does no I/O. */
export function forbiddenKeys({ must, may }: WantedKeys, known: Former): ReadonlyMap<string, string> {
  const allowed = new Set([must, ...may].flatMap(({ name }) => known[name] ?? []));
  const all = Object.entries(known).flatMap(([name, fingerprints]) => fingerprints.map((one) => [one, name] as const));
  return new Map(all.filter(([fingerprint]) => !allowed.has(fingerprint)));
}
