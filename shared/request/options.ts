import * as v from 'valibot';
import type { Share } from '../restart/window.ts';

export const matching = (pattern: RegExp, rule: string) => v.pipe(v.string(rule), v.regex(pattern, rule));
const flag = () => v.optional(v.boolean('true or false'), false);
const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`);

const SHARE = 'a whole number of at least 1, or a percentage such as "10%"';
const share = v.custom<Share>(
  (value) =>
    typeof value === 'string' ? /^(100|[1-9]?\d)%$/.test(value) : Number.isInteger(value) && Number(value) >= 1,
  SHARE,
);
const COUNT = 'a whole number of at least 0';

/** How a change is brought about; the same for attach and detach. */
const common = {
  dryRun: flag(),
  clientToken: v.optional(matching(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters')),
  takeEffect: v.optional(oneOf('onNextStart', 'online', 'restart'), 'onNextStart'),
  fallback: v.optional(oneOf('none', 'onNextStart', 'restart'), 'none'),
  user: v.optional(matching(/^[a-z_][a-z\d_-]{0,31}$/, 'a Linux user name, e.g. "root"'), 'root'),
  maxUnavailable: v.optional(share, '10%'),
  maxFailures: v.optional(v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT)), 0),
  force: flag(),
  verify: v.optional(oneOf('none', 'guest', 'login')),
  secret: v.optional(matching(/^keyfleet\/[A-Za-z\d_/+=.@-]{1,180}$/, 'the name of a KMS secret below "keyfleet/"')),
  address: v.optional(oneOf('private', 'public'), 'private'),
  trustFirstHostKey: flag(),
};

/** Says which function a request is meant for, so that it does nothing at another one's address. */
const only = (action: string) => v.optional(v.literal(action, `"${action}", which is what this function does`));

const attach = {
  ...common,
  action: only('attach'),
  ifAttached: v.optional(oneOf('replace', 'skip'), 'replace'),
};
const detach = { ...common, action: only('detach'), allowLockOut: flag(), allowUnverified: flag() };

/** The fields that may stand beside the targets, by action. */
export const optionFields = { attach, detach };

type Fields = { [Name in keyof typeof common]: v.InferOutput<(typeof common)[Name]> };

/** The options of a checked request, whichever action it is for. */
export interface RequestOptions extends Fields {
  ifAttached?: 'replace' | 'skip';
  allowLockOut?: boolean;
  allowUnverified?: boolean;
}

/** Problems that only several fields together show. */
export function checkTogether({ verify, secret }: Partial<RequestOptions>): Array<{ path: string; expected: string }> {
  if (verify === 'login' && secret === undefined) {
    return [{ path: 'secret', expected: 'the KMS secret with the private key, which verify "login" needs' }];
  }
  if (verify !== 'login' && secret !== undefined) {
    return [{ path: 'secret', expected: 'no secret unless verify is "login"' }];
  }
  return [];
}
