import * as v from 'valibot';
import { flag, matching, oneOf, type Share, takeEffectFields } from '../../take-effect.ts';

const SHARE = 'a whole number of at least 1, or a percentage such as "10%"';
const share = v.custom<Share>(
  (value) =>
    typeof value === 'string' ? /^(100|[1-9]?\d)%$/.test(value) : Number.isInteger(value) && Number(value) >= 1,
  SHARE,
);

const { takeEffect, fallback, user, maxFailures, ...proof } = takeEffectFields;

/** How a change is brought about; the same for attach and detach. */
const common = {
  dryRun: flag(),
  clientToken: v.optional(matching(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters')),
  takeEffect,
  fallback,
  user,
  maxUnavailable: v.optional(share, '10%'),
  maxFailures,
  force: flag(),
  ...proof,
  allowLockOut: flag(),
  includeIgnored: flag(),
};

/** Says which function a request is meant for, so that it does nothing at another one's address. */
const only = (action: string) => v.optional(v.literal(action, `"${action}", which is what this function does`));

const attach = {
  ...common,
  action: only('attach'),
  ifAttached: v.optional(oneOf('replace', 'skip'), 'replace'),
  allowDowngrade: flag(),
};
const detach = { ...common, action: only('detach'), allowUnverified: flag() };

/** The fields that may stand beside the targets, by action. */
export const optionFields = { attach, detach };

type Fields = { [Name in keyof typeof common]: v.InferOutput<(typeof common)[Name]> };

/** The options of a checked request, whichever action it is for. */
export interface RequestOptions extends Fields {
  ifAttached?: 'replace' | 'skip';
  allowDowngrade?: boolean;
  allowUnverified?: boolean;
}

/** Problems that only several fields together show. */
export function checkCombination({
  verify,
  secret,
}: Partial<RequestOptions>): Array<{ path: string; expected: string }> {
  if (verify === 'login' && secret === undefined) {
    return [{ path: 'secret', expected: 'the KMS secret with the private key, which verify "login" needs' }];
  }
  if (verify !== 'login' && secret !== undefined) {
    return [{ path: 'secret', expected: 'no secret unless verify is "login"' }];
  }
  return [];
}
