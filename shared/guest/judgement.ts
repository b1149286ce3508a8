import { CAUSES, type CauseCode, toCode } from './codes.ts';

export type Takes = 'yes' | 'no' | 'unknown';

/** Whether a login with a key, or with a password, would succeed. */
export interface Judgement {
  readonly takes: Takes;
  /** Null for `yes`, and only then. */
  readonly code: CauseCode | null;
  /** A sentence for operators; empty for `yes`. */
  readonly message: string;
  /** What the running sshd answered when it was asked for the key, before anything that ends a login later. */
  readonly accepted: Takes;
  /**
   * `question`: the running sshd was asked; `files`: settings, files and account, with nothing against it, which is weaker
   * and only said where it was chosen; `settings`: settings or account alone decide; null for `unknown` without an answer.
   */
  readonly by: 'question' | 'files' | 'settings' | null;
}

/** Where a guest said nothing of a key. */
export const UNTOLD: Judgement = judge('unknown', 'SshdNotAsked', 'unknown');

/** Builds a judgement whose sentence and proof follow from what is known. */
export function judge(takes: Takes, code: CauseCode | null, accepted: Takes): Judgement {
  return { takes, code, message: code === null ? '' : CAUSES[code], accepted, by: proofOf(takes, accepted) };
}

function proofOf(takes: Takes, accepted: Takes): Judgement['by'] {
  if (accepted !== 'unknown') return 'question';
  if (takes === 'unknown') return null;
  return takes === 'yes' ? 'files' : 'settings';
}

/** What a guest printed, `TAKES CODE ACCEPTED`; undefined unless it is well formed and its parts fit each other. */
export function toJudgement([takes, word = '', accepted]: readonly string[]): Judgement | undefined {
  if (!isTakes(takes) || !isTakes(accepted)) return undefined;
  if (takes === 'yes') return word === '-' ? judge('yes', null, accepted) : undefined;
  const code = toCode(word);
  return code !== undefined && Object.hasOwn(CAUSES, code) ? judge(takes, code as CauseCode, accepted) : undefined;
}

const isTakes = (text: string | undefined): text is Takes => text === 'yes' || text === 'no' || text === 'unknown';
