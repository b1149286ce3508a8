import type { Finding } from '../finding.ts';
import type { FleetFile } from '../schema.ts';
import { checkDistinctNames, checkDistinctSecrets, checkReached } from './across.ts';
import { checkHome, checkKms } from './home.ts';
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

/**
 * What fields say together, of the key pairs whose fields are right one by one.
 * @param secrets null when its own fields are not
 */
export function checkRules(placed: readonly Placed[], secrets: FleetFile['secrets'] | null): Finding[] {
  const within = placed.flatMap(({ at, entry }) =>
    keyPairRules.flatMap((rule) =>
      rule(entry).map(({ path, expected }) => ({ path: ['keyPairs', at, ...path], expected })),
    ),
  );
  const across = acrossRules.flatMap((rule) => rule(placed));
  const ofSecrets = secrets ? [...checkKms(secrets), ...checkHome(secrets, placed)] : [];
  return [...within, ...across, ...ofSecrets];
}
