import { hash, PROOF_TAG, writeProof } from '../../../../shared/rotation/state/proof-mark.ts';

/** The tag of an instance that was proven to take a generation of `ops`, the newest, and no other. */
export function provenTag(generation: string, provenMs: number): Readonly<Record<string, string>> {
  const subject = hash('ops', 'root', 'keyfleet/ops');
  return { [PROOF_TAG]: writeProof({ generation, provenMs, subject, others: hash(generation) }) };
}
