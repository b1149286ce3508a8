import type { Finding } from '../finding.ts';
import { checkDistinctNames, checkDistinctSecrets, checkReached } from './across.ts';
import { checkName } from './name.ts';
import { checkOnline, checkRestart } from './restart.ts';
import { checkAlgorithm, checkGrace, checkUser } from './rotation.ts';
import type { KeyPairRule, Placed } from './rule.ts';
import { checkVerify } from './verify.ts';

const keyPairRules: readonly KeyPairRule[] = [
  checkName,
  checkRestart,
  checkOnline,
  checkVerify,
  checkAlgorithm,
  checkGrace,
  checkUser,
];

const acrossRules = [checkDistinctNames, checkDistinctSecrets, checkReached];

/** What fields say together, of the key pairs whose fields are right one by one. */
export function checkRules(placed: readonly Placed[]): Finding[] {
  const within = placed.flatMap(({ at, entry }) =>
    keyPairRules.flatMap((rule) =>
      rule(entry).map(({ path, expected }) => ({ path: ['keyPairs', at, ...path], expected })),
    ),
  );
  return [...within, ...acrossRules.flatMap((rule) => rule(placed))];
}
