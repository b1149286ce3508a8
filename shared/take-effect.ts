import * as v from 'valibot';

/** When a change comes into force inside the instance: from its next start on, at once, or by restarting it now. */
export type TakeEffect = 'onNextStart' | 'online' | 'restart';

/** What may happen instead where `online` is impossible. */
export type Fallback = 'none' | 'onNextStart' | 'restart';

/** How many may be away at once: a count, or a share of all such as `10%`, rounded down; at least 1 either way. */
export type Share = number | `${number}%`;

/** How restarts are rolled. */
export interface RestartOptions {
  readonly maxUnavailable: Share;
  readonly maxFailures: number;
  /** Power off instead of shutting down; what was not written is lost. */
  readonly force: boolean;
}

/**
 * How the effect is proven: not at all; `guest`, by asking the instance's own sshd; `files`, by its settings, files and
 * account alone, which is weaker; or by a real SSH login.
 */
export type Verification =
  | { readonly by: 'none' | 'guest' | 'files' }
  | {
      readonly by: 'login';
      /** KMS secret with the private key, below `keyfleet/`. */
      readonly secret: string;
      readonly address: 'private' | 'public';
      readonly trustFirstHostKey: boolean;
    };

export const matching = (pattern: RegExp, rule: string) => v.pipe(v.string(rule), v.regex(pattern, rule));
export const flag = () => v.optional(v.boolean('true or false'), false);
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`);

const COUNT = 'a whole number of at least 0';

/** How a change is brought about, as a request and as fleet.yaml say it; the rules are the same in both. */
export const takeEffectFields = {
  takeEffect: v.optional(oneOf('onNextStart', 'online', 'restart'), 'onNextStart'),
  fallback: v.optional(oneOf('none', 'onNextStart', 'restart'), 'none'),
  user: v.optional(matching(/^[a-z_][a-z\d_-]{0,31}$/, 'a Linux user name, e.g. "root"'), 'root'),
  maxFailures: v.optional(v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT)), 0),
  verify: v.optional(oneOf('none', 'guest', 'files', 'login')),
  secret: v.optional(matching(/^keyfleet\/[A-Za-z\d_/+=.@-]{1,180}$/, 'the name of a KMS secret below "keyfleet/"')),
  address: v.optional(oneOf('private', 'public'), 'private'),
  trustFirstHostKey: flag(),
};
