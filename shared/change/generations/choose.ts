import { givenOf } from '../../ledger/current.ts';
import type { Generation, Ledger } from '../../ledger/ledger.ts';
import type { KeyPair } from '../../products/key-pair.ts';
import { failed, type Verdict } from '../../verdict.ts';

/** The generation that an attach is about, and why it is not to be given to any instance; null: it may be. */
export interface Choice {
  readonly keyPair: KeyPair;
  readonly refusal: Verdict | null;
}

/** How a rotated key pair was asked for. */
export interface Asked {
  /** The logical name in fleet.yaml. */
  readonly name: string;
  /** By id, or by a name that means that very key pair: `ops` is generation 0 then, and not the current one. */
  readonly isExact: boolean;
  readonly allowDowngrade: boolean;
}

/** Chooses the generation to attach: the current one, unless another was named. Does no I/O. */
export function chooseGeneration(keyPair: KeyPair, ledger: Ledger, asked: Asked): Choice {
  const { name, isExact } = asked;
  const isLogical = !isExact && keyPair.keyPairName === name;
  if (!isLogical) return { keyPair, refusal: whyNotGiven(keyPair.keyPairName ?? '', ledger, asked) };
  if (ledger.generations.length === 0) return { keyPair, refusal: null };
  const generation = givenOf(ledger);
  if (!generation) return { keyPair, refusal: unknownGeneration(`none of ${name} is marked as the current one`) };
  const given = { ...keyPair, keyPairName: generation.name };
  return { keyPair: given, refusal: whyNotGiven(generation.name, ledger, asked) };
}

function whyNotGiven(keyPairName: string, ledger: Ledger, asked: Asked): Verdict | null {
  const generation = ledger.generations.find((one) => one.name === keyPairName);
  if (!generation) return isFirst(keyPairName, ledger, asked) ? null : unknownGeneration(keyPairName);
  if (generation.isRevoked) return revoked(generation, ledger, asked);
  if (generation === ledger.current || generation === ledger.pending || asked.allowDowngrade) return null;
  const message = `${keyPairName} is not the current generation, which is ${ledger.current?.name}: attach ${asked.name} to get that one; allowDowngrade attaches ${keyPairName} anyway`;
  return failed('WouldDowngrade', message);
}

/** Before the first rotation there is nothing but the key pair of that very name. */
const isFirst = (keyPairName: string, { generations }: Ledger, { name }: Asked) =>
  generations.length === 0 && keyPairName === name;

function revoked({ name: revokedName }: Generation, { current }: Ledger, { name }: Asked): Verdict {
  const isCurrent = current?.name === revokedName;
  const mend = isCurrent ? 'the rotation that replaces it has not begun' : `attach ${name}`;
  return failed('RevokedGeneration', `${revokedName} was revoked, and is given to no instance: ${mend}`);
}

/** What its secret does not know may have been revoked. */
export const unknownGeneration = (what: string): Verdict =>
  failed(
    'UnknownGeneration',
    `${what}: its secret does not know it, so it may have been revoked; rotation status says more`,
  );
