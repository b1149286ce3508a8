import { type LoginPlan, logInToEach, type NotTried } from '../../instances/logins.ts';
import type { Generation } from '../../ledger/ledger.ts';
import { type LoginKey, type LoginResult, openLoginKey } from '../../login/index.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import type { Means } from '../tick-context.ts';

type HostKeysOf = LoginPlan<Sighting>['hostKeysOf'];

/**
 * Tries a real login with a generation's key to each instance, and returns those that let it in.
 * @param hostKeysOf read inside beforehand; null, as by default: the first one shown is trusted where the rotation says so
 */
export async function logIn(
  generation: Generation,
  sightings: readonly Sighting[],
  tools: Tools,
  hostKeysOf: HostKeysOf = () => null,
): Promise<Sighting[]> {
  const { keys, journal, rotation } = tools;
  const content = await keys.content(generation);
  if (!content || sightings.length === 0) return [];
  const key = await openLoginKey(content.privateKey);
  const letIn = new Set<string>();
  try {
    await logInToEach(sightings, planWith(key, hostKeysOf, tools), (sighting, tried) => {
      const login = toTried(tried, rotation.address);
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

function planWith(key: LoginKey, hostKeysOf: HostKeysOf, { rotation, clock, deadlines }: Means): LoginPlan<Sighting> {
  const { user, address, trustFirstHostKey } = rotation;
  const observedOf = ({ observed }: Sighting) => observed;
  return { key, user, address, trustFirstHostKey, clock, deadlines, observedOf, hostKeysOf };
}

const codes: Readonly<Record<LoginResult['result'], string>> = {
  loggedIn: '200',
  restricted: 'LoginRestricted',
  refused: 'LoginRefused',
  noSession: 'NoSession',
  unreachable: 'LoginUnreachable',
  hostKeyMismatch: 'HostKeyMismatch',
  hostKeyUnknown: 'HostKeyUnknown',
};

type Tried = Pick<LoginResult, 'result' | 'detail'>;

/** What was not tried says as little of the key as an instance that does not answer. */
function toTried(login: LoginResult | NotTried, address: string): Tried {
  if (typeof login !== 'string') return login;
  const details: Readonly<Record<NotTried, string>> = {
    noTime: 'no time was left to log in',
    noAddress: `it has no ${address} address`,
    noPort: 'its tag keyfleet:ssh-port is not a port',
  };
  return { result: 'unreachable', detail: details[login] };
}
