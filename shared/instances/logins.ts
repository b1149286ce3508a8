import type { Clock } from '../cloud/clock.ts';
import type { Deadlines } from '../cloud/rpc.ts';
import { forEachAtMost } from '../lists.ts';
import type { LoginKey, LoginResult } from '../login/index.ts';
import { addressOf, portOf } from '../login/target.ts';
import type { Observed } from '../products/product.ts';

/** Choice: what a quarter of a CPU bears, since every login is a key exchange. */
const LOGINS_AT_ONCE = 8;
const CONNECT_MS = 5_000;
/** A server may look up our name before it answers. */
const LOGIN_MS = 20_000;

/** How instances are logged in to. */
export interface LoginPlan<T> {
  readonly key: LoginKey;
  readonly user: string;
  readonly address: 'private' | 'public';
  readonly trustFirstHostKey: boolean;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  observedOf(item: T): Observed;
  /** Null where they are not known. */
  hostKeysOf(item: T): readonly string[] | null;
}

/** Why no login was tried. */
export type NotTried = 'noTime' | 'noAddress' | 'noPort';

/**
 * Tries a real SSH login to each instance, a few at once.
 * @param note hears of each as soon as it is over
 */
export function logInToEach<T>(
  items: readonly T[],
  plan: LoginPlan<T>,
  note: (item: T, login: LoginResult | NotTried) => void,
): Promise<void> {
  return forEachAtMost(LOGINS_AT_ONCE, items, async (item) => note(item, await tryLogin(item, plan)));
}

async function tryLogin<T>(item: T, plan: LoginPlan<T>): Promise<LoginResult | NotTried> {
  const { key, user, trustFirstHostKey, clock, deadlines } = plan;
  const observed = plan.observedOf(item);
  const [host, port] = [addressOf(observed, plan.address), portOf(observed)];
  if (clock.now() >= deadlines.readsMs) return 'noTime';
  if (host === null) return 'noAddress';
  if (port === null) return 'noPort';
  const leftMs = Math.floor((deadlines.answersMs - clock.now()) / 2);
  const timeouts = { connectTimeoutMs: Math.min(CONNECT_MS, leftMs), timeoutMs: Math.min(LOGIN_MS, leftMs) };
  const hostKeys = plan.hostKeysOf(item);
  return clock.during(key.login({ host, port, user, hostKeys, trustFirstHostKey, ...timeouts }));
}
