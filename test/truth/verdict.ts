import type { Case } from './cases/index.ts';
import type { Claim, Tried } from './try-case.ts';

/** What is wrong with the claims of a case: more was claimed than is so, or, in a plain case, less. */
export function flawsOf(one: Case, { claims, before, after, isUntouched }: Tried): string[] {
  return [
    ...claims.filter(({ said, truth }) => said === 'yes' && !truth).map(({ what }) => `${what}: claimed, and not so`),
    ...(one.isPlain ? claims.filter(isShort).map(({ what, said, truth }) => `${what}: ${said}, and ${truth}`) : []),
    ...(before && !after ? ['the last way in went'] : []),
    ...(isUntouched ? [] : ['refused, and a file was changed']),
  ];
}

/** Of a key that is in no file and that was not asked for, nothing is said. */
const isShort = ({ what, said, truth, code }: Claim) =>
  (what === 'add' || what === 'look at new' || (what === 'look at old' && code !== 'SshdNotAsked')) &&
  said !== (truth ? 'yes' : 'no');

/** Claims so far, for people. */
export function tally(all: readonly Tried[]): { cases: number; claims: number; unknown: number } {
  const claims = all.flatMap((tried) => tried.claims);
  return { cases: all.length, claims: claims.length, unknown: claims.filter(({ said }) => said === 'unknown').length };
}
