import { type Tools as ActTools, act, openLogins, type Track } from '../../act/index.ts';
import type { Logins } from '../../act/logins.ts';
import type { Command, Verification } from '../../command.ts';
import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { openLoginKey } from '../../login/index.ts';
import type { KeyPair } from '../../products/product.ts';
import { LEFT } from '../../report.ts';
import type { Journal } from '../journal.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import { isMarked, startAsTheyAre } from '../marked.ts';
import type { Means } from '../means.ts';
import { placeOf } from '../sight.ts';

/** How instances are restarted. */
export interface Rolling {
  /** Away at once. */
  readonly atOnce: number;
  /** The key pair in each place, as `placeOf` names it, where it is known already. */
  readonly keyPairs?: ReadonlyMap<string, KeyPair>;
  /** Absent: they are waited for. */
  readonly relay?: NonNullable<ActTools['relay']>;
}

/**
 * Stops, attaches and starts instances in which nobody can look, in the rolling window of a restart: the first alone. Its
 * tags make it safe against crashes. With the private half at hand each is logged in to.
 */
export async function cycle(
  generation: Generation,
  sightings: readonly Sighting[],
  { keys, journal }: { keys: Keys; journal: Journal },
  means: Means,
  { atOnce, relay, ...known }: Rolling,
): Promise<void> {
  const unknown = sightings.filter((one) => !known.keyPairs?.has(placeOf(one)));
  const [content, resolved] = await Promise.all([keys.content(generation), resolve(generation, unknown, means)]);
  const keyPairs = new Map([...(known.keyPairs ?? []), ...resolved]);
  const verify = content ? loginOf(means) : ({ by: 'none' } as const);
  const { drivers, clock, deadlines } = means;
  const steps = sightings.flatMap((sighting) => {
    const { observed } = sighting;
    const keyPair = keyPairs.get(placeOf(sighting));
    if (!keyPair) return [];
    const item = { keyPair, publicKey: null, instanceId: observed.instanceId, observed, inside: undefined };
    return [{ item, editGuest: false, call: observed.keyPairName !== generation.name, restart: true }];
  });
  await startAsTheyAre(
    sightings.filter((one) => isMarked(one) && !keyPairs.get(placeOf(one))),
    means,
  );
  const logins = loginsWith(content?.privateKey ?? null, verify);
  const command = commandOf(verify, atOnce, means);
  const tools = { command, drivers, clock, deadlines, logins, ...(relay && { relay }) };
  const tracks = await act(steps, tools).finally(logins.forget);
  for (const track of tracks) noteTrack(track, generation, sightings, journal);
}

/** The key pair of a generation in each place that has one. */
async function resolve({ name }: Generation, sightings: readonly Sighting[], { drivers }: Means) {
  const found = groupBy(sightings, placeOf).map(async ([first]): Promise<[string, KeyPair | null][]> => {
    if (!first) return [];
    const { product, regionId } = first;
    const keyPair = await drivers[product].resolve({ product, regionId, keyPairName: name, keyPairId: null });
    return [[placeOf(first), keyPair]];
  });
  return new Map((await Promise.all(found)).flat());
}

function loginOf({ rotation }: Means): Verification {
  const { secret, address, trustFirstHostKey } = rotation;
  return { by: 'login', secret, address, trustFirstHostKey };
}

/** As of attach, with the key of this generation in place of the secret's current one. */
function loginsWith(privateKey: string | null, verify: Verification): Logins {
  const none = openLogins(verify, {
    cloud: () => () => Promise.reject(new Error('no secret is read')),
    regionId: null,
  });
  if (privateKey === null) return none;
  const key = openLoginKey(privateKey);
  key.catch(() => {});
  return { ...none, key: () => key, forget: () => void key.then((one) => one.forget()).catch(() => {}) };
}

function commandOf(verify: Verification, atOnce: number, { keyPair, rotation }: Means): Command {
  return {
    action: 'attach',
    targets: [],
    dryRun: false,
    clientToken: null,
    takeEffect: 'restart',
    fallback: 'none',
    user: rotation.user,
    restart: { ...keyPair.rolling, maxUnavailable: atOnce },
    verify,
    ifAttached: 'replace',
    allowLockOut: false,
    allowUnverified: false,
  };
}

function noteTrack(
  { step, verdict, seenBy }: Track,
  generation: Generation,
  sightings: readonly Sighting[],
  journal: Journal,
) {
  const sighting = sightings.find(({ observed }) => observed.instanceId === step.item.instanceId);
  // It waits for its turn, as its standing says already.
  if (!sighting || verdict?.code === LEFT.notStarted) return;
  const isDone = verdict?.status === 'succeeded';
  journal.note(sighting, {
    step: 'restart',
    generation: generation.name,
    status: isDone ? 'done' : verdict?.code === LEFT.underWay ? 'underWay' : 'failed',
    code: verdict?.code ?? 'Unknown',
    message: verdict?.message ?? 'nothing is known of what became of it',
    how: seenBy === 'login' ? 'login' : null,
    cloudRequestIds: verdict?.cloudRequestId ? [verdict.cloudRequestId] : [],
  });
}
