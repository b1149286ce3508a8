import { addressOf, portOf } from '../../act/login-target.ts';
import { forEachAtMost } from '../../at-most.ts';
import type { Sighting } from '../../fleet/match.ts';
import { type LoginKey, type LoginResult, openLoginKey } from '../../login/index.ts';
import type { Journal } from '../journal.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf } from '../sight.ts';

const LOGINS_AT_ONCE = 8;
const TIMEOUTS = { connectTimeoutMs: 5_000, timeoutMs: 20_000 };

/**
 * Tries a real login with a generation's key to each instance, and returns those that let it in.
 * @param hostKeysOf read inside beforehand; null: the first one shown is trusted where the rotation says so
 */
export async function logIn(
  generation: Generation,
  sightings: readonly Sighting[],
  hostKeysOf: (sighting: Sighting) => readonly string[] | null,
  { keys, journal }: { keys: Keys; journal: Journal },
  means: Means,
): Promise<Sighting[]> {
  const content = await keys.content(generation);
  if (!content || sightings.length === 0) return [];
  const key = await openLoginKey(content.privateKey);
  const letIn = new Set<string>();
  try {
    await forEachAtMost(LOGINS_AT_ONCE, sightings, async (sighting) => {
      const login = await tryLogin(key, sighting, hostKeysOf(sighting), means);
      const isIn = login.result === 'loggedIn';
      if (isIn) letIn.add(keyOf(sighting));
      journal.note(sighting, {
        step: 'verify',
        generation: generation.name,
        status: isIn ? 'done' : 'failed',
        code: isIn ? '200' : codes[login.result],
        message: login.detail,
        how: isIn ? 'login' : null,
        cloudRequestIds: [],
      });
    });
  } finally {
    key.forget();
  }
  return sightings.filter((sighting) => letIn.has(keyOf(sighting)));
}

const codes: Readonly<Record<LoginResult['result'], string>> = {
  loggedIn: '200',
  refused: 'LoginRefused',
  noSession: 'NoSession',
  unreachable: 'LoginUnreachable',
  hostKeyMismatch: 'HostKeyMismatch',
  hostKeyUnknown: 'HostKeyUnknown',
};

type Tried = Pick<LoginResult, 'result' | 'detail'>;

async function tryLogin(
  key: LoginKey,
  { observed }: Sighting,
  hostKeys: readonly string[] | null,
  { rotation, clock, deadlines }: Means,
): Promise<Tried> {
  const [host, port] = [addressOf(observed, rotation.address), portOf(observed)];
  if (host === null) return { result: 'unreachable', detail: `it has no ${rotation.address} address` };
  if (port === null) return { result: 'unreachable', detail: 'its tag keyfleet:ssh-port is not a port' };
  if (clock.now() >= deadlines.readsMs) return { result: 'unreachable', detail: 'no time was left to log in' };
  const { user, trustFirstHostKey } = rotation;
  return clock.during(key.login({ host, port, user, hostKeys, trustFirstHostKey, ...TIMEOUTS }));
}
