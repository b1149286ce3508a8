import { decide, type Moment } from '../fleet/compare.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { generationTime, logicalNameOf } from '../fleet/generation.ts';
import { findKeyPair, isIgnored } from '../fleet/match.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Observed } from '../products/product.ts';
import type { Instance, Sighting } from '../products/sighting.ts';
import { readProof } from '../rotation/state/proof-mark.ts';

/** One instance: what it carries, by whose wish, and what was proven of it. */
export interface InstanceRow extends Instance {
  readonly instanceName: string | null;
  /** `Running`, `Stopped`, …, as the product says it. */
  readonly status: string;
  readonly os: Observed['os'];
  readonly addresses: Observed['addresses'];
  readonly tags: Readonly<Record<string, string>>;
  /** Whether the control plane shows a key pair; `unknown` where it did not say. */
  readonly attached: 'yes' | 'no' | 'unknown';
  readonly keyPairName: string | null;
  /** Of a key pair that is rotated; else null. */
  readonly generation: GenerationSeen | null;
  /** The key pair of fleet.yaml that selects it, whether it is ignored or not; null: none. */
  readonly selectedBy: string | null;
  readonly isIgnored: boolean;
  /** What is not as fleet.yaml says; null where all is. */
  readonly drift: { readonly code: string; readonly message: string } | null;
  /** The key that it was proven to take last, as its tag `keyfleet:proven` says; null: none. */
  readonly proven: { readonly keyPairName: string; readonly at: string } | null;
}

export interface GenerationSeen {
  /** The key pair that is rotated. */
  readonly of: string;
  /** `strange`: its secret knows no such generation. `unknown`: the secret could not be read. */
  readonly state: 'current' | 'pending' | 'older' | 'revoked' | 'strange' | 'unknown';
  /** ISO 8601; null for generation 0. */
  readonly madeAt: string | null;
}

/** What instances are held against. */
export interface Measure {
  readonly fleet: Fleet;
  /** By logical name; null where a secret could not be read. */
  readonly ledgers: ReadonlyMap<string, Ledger | null>;
  readonly moment: Moment;
}

/** Does no I/O. */
export function toRow(sighting: Sighting, measure: Measure): InstanceRow {
  const { product, regionId, observed } = sighting;
  const { instanceId, instanceName, status, os, addresses, tags = {}, keyPairName } = observed;
  const selectedBy = findKeyPair(measure.fleet, sighting);
  const generation = keyPairName ? seeGeneration(keyPairName, measure) : null;
  const proof = selectedBy?.rotation ? readProof(observed, selectedBy.name) : null;
  return {
    product,
    regionId,
    instanceId,
    instanceName,
    status,
    os,
    addresses,
    tags,
    attached: keyPairName === undefined ? 'unknown' : keyPairName ? 'yes' : 'no',
    keyPairName: keyPairName || null,
    generation,
    selectedBy: selectedBy?.name ?? null,
    isIgnored: isIgnored(observed),
    drift: findDrift(sighting, generation, measure),
    proven: proof && { keyPairName: proof.generation, at: new Date(proof.provenMs).toISOString() },
  };
}

function seeGeneration(keyPairName: string, { ledgers }: Measure): GenerationSeen | null {
  const of = logicalNameOf(keyPairName);
  if (!ledgers.has(of)) return null;
  const ledger = ledgers.get(of);
  const madeMs = generationTime(keyPairName);
  const madeAt = madeMs === null ? null : new Date(madeMs).toISOString();
  return { of, madeAt, state: ledger ? stateIn(ledger, keyPairName) : 'unknown' };
}

function stateIn({ generations, current, pending }: Ledger, keyPairName: string): GenerationSeen['state'] {
  if (generations.length === 0) return generationTime(keyPairName) === null ? 'current' : 'strange';
  const generation = generations.find(({ name }) => name === keyPairName);
  if (!generation) return 'strange';
  if (generation.isRevoked) return 'revoked';
  return generation === current ? 'current' : generation === pending ? 'pending' : 'older';
}

/** What a reconcile leaves as it is and what is no deviation. */
const AS_WANTED = new Set(['AlreadyAttached', 'NotManaged', 'Ignored', 'WindowsInstance']);

const OUTDATED: Readonly<Partial<Record<GenerationSeen['state'], { code: string; message: string }>>> = {
  revoked: { code: 'RevokedGeneration', message: 'the generation that it carries was revoked' },
  strange: { code: 'UnknownGeneration', message: 'the secret knows no such generation' },
  older: { code: 'OlderGeneration', message: 'it carries an older generation' },
};

function findDrift(sighting: Sighting, generation: GenerationSeen | null, { fleet, moment }: Measure) {
  const outdated = generation ? OUTDATED[generation.state] : undefined;
  if (outdated) return outdated;
  const decision = decide(fleet, sighting, moment);
  if (decision.do === 'nothing') {
    return AS_WANTED.has(decision.code) ? null : { code: decision.code, message: decision.message };
  }
  const { keyPairName, replaces } = decision;
  return replaces
    ? { code: 'WouldReplace', message: `fleet.yaml wants ${keyPairName} in place of ${replaces}` }
    : { code: 'WouldAttach', message: `fleet.yaml wants ${keyPairName}` };
}
