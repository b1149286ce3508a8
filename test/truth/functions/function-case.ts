import { type Case, cases } from '../cases/index.ts';
import { ownCases } from './own-cases.ts';

/** A machine as `cases.ts` has it, inside a guest of the local cloud. */
export interface FunctionCase extends Case {
  /** The user has a password, and sshd takes passwords as long as no key pair is attached. */
  readonly hasPassword?: boolean;
}

/** Why a case cannot be set up inside a guest; null where it can. */
export function whyNotInGuest({ flags, lines = [], before = '', after = '' }: Case): string | null {
  if (flags) return 'the sshd of a guest starts without flags';
  if (lines.some((line) => /^(Port 2222|ListenAddress)/.test(line))) return 'a guest is reached at 127.0.0.1:22 alone';
  if (/\bmount\b/.test(before + after)) return 'nothing is mounted inside a guest';
  if (after.includes('sshd -f')) return 'a script leaves no process behind in a guest';
  return null;
}

/** People come from another address there, and over loopback here; sshd takes passwords there, and no longer here. */
const isOtherHere = ({ name, lines = [], before = '' }: Case) =>
  /Address|10\.77|192\.168|127\.0\.0\.1|Match Host|Methods .*password/.test([name, ...lines, before].join(' '));

/** Every case that a guest can be. */
export const functionCases: readonly FunctionCase[] = [
  ...cases
    .filter((one) => whyNotInGuest(one) === null)
    .map((one) => ({ ...one, isPlain: one.isPlain === true && !isOtherHere(one) })),
  ...ownCases,
];

/** What is left to `cases.ts`, and why. */
export const elsewhere = cases.flatMap((one) => {
  const why = whyNotInGuest(one);
  return why === null ? [] : [`${one.name}: ${why}`];
});
