import { createHash } from 'node:crypto';
import { generationTime } from '../../fleet/generation.ts';
import { compactTime, readCompactTime } from '../../fleet/times.ts';
import type { Observed } from '../../products/product.ts';

/**
 * The tag on an instance that says what was proven of it last, `<generation>/<when>/<of what>`: a generation by its time,
 * `0` for generation 0; and a hash of whom the proof is for, then one of the keys that may be inside, `-` where others may
 * be. At most 64 characters, as SWAS takes them.
 */
export const PROOF_TAG = 'keyfleet:proven';

/** Once, the tag of an instance in which an old key was left: its value is the oldest generation that may be inside. */
export const KEEPS_TAG = 'keyfleet:keeps';

export const keptBy = ({ tags }: Observed): string | null => tags?.[KEEPS_TAG] ?? null;

/** What is to be proven of every instance. */
export interface WantedProof {
  readonly generation: string;
  /** Whom it is for: another user of the instance, or another secret, is another proof. */
  readonly subject: string;
  /** The generations that may be inside beside it. */
  readonly others: string;
  /** Age at which it is made anew at the latest. */
  readonly recheckMs: number;
  readonly nowMs: number;
}

/** Proof of one instance. */
export interface Proof {
  readonly generation: string;
  readonly provenMs: number;
  readonly subject: string;
  /** As of {@link WantedProof}; null: other keys of ours may be inside. */
  readonly others: string | null;
}

export const hash = (...words: readonly string[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 6);

/** A generation by its time; `0` for generation 0. */
export const shortOf = (generation: string): string => {
  const madeMs = generationTime(generation);
  return madeMs === null ? '0' : compactTime(madeMs);
};

export const writeProof = ({ generation, provenMs, subject, others }: Proof): string =>
  `${shortOf(generation)}/${compactTime(provenMs)}/${subject}${others ?? '-'}`;

const MARK = /^(0|\d{8}T\d{6}Z)\/(\d{8}T\d{6}Z)\/([\da-f]{6})([\da-f]{6}|-)$/;

/** What the mark of an instance says; null where there is none that we wrote. @param name the logical name */
export function readProof({ tags }: Observed, name: string): Proof | null {
  const [, short, at = '', subject = '', others] = MARK.exec(tags?.[PROOF_TAG] ?? '') ?? [];
  const provenMs = readCompactTime(at);
  if (!short || provenMs === null) return null;
  const generation = short === '0' ? name : `${name}-${short}`;
  return { generation, provenMs, subject, others: others === '-' || !others ? null : others };
}

/**
 * What a proof is worth for an instance as it is seen: `unclean` where the wanted key is proven and others of ours may be
 * inside.
 */
export function judgeProof(
  proof: Proof | null,
  observed: Observed,
  wanted: WantedProof,
): 'proven' | 'unclean' | 'none' {
  if (!proof || proof.generation !== wanted.generation || proof.subject !== wanted.subject) return 'none';
  if (observed.status === 'Running' && !isFresh(proof, observed, wanted)) return 'none';
  return proof.others === wanted.others && keptBy(observed) === null ? 'proven' : 'unclean';
}

/** Starts are to the minute: a proof of the very minute counts for a while, and is made once more then. */
const MINUTE_MS = 60_000;
const LENIENT_MS = 5 * MINUTE_MS;

function isFresh({ provenMs }: Proof, { instanceId, startedMs }: Observed, { recheckMs, nowMs }: WantedProof): boolean {
  if (provenMs > nowMs + LENIENT_MS || nowMs - provenMs >= recheckMs * shareOf(instanceId)) return false;
  if (startedMs === null || provenMs >= startedMs + MINUTE_MS) return true;
  return provenMs >= startedMs && nowMs < startedMs + LENIENT_MS;
}

/** Three quarters to the whole of the time, so that instances which were proven together are not all due together. */
const shareOf = (instanceId: string) => 0.75 + Number.parseInt(hash(instanceId), 16) / 0x1_00_00_00 / 4;
