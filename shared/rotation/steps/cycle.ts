import { act, openLogins, type Track } from '../../act/index.ts';
import type { Logins } from '../../act/logins.ts';
import type { Command, Verification } from '../../command.ts';
import type { Sighting } from '../../fleet/match.ts';
import { openLoginKey } from '../../login/index.ts';
import type { Journal } from '../journal.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';

/**
 * Stops, attaches and starts instances in which nobody can look, in the rolling window of a restart: the first alone. Its
 * tags make it safe against crashes. With the private half at hand each is logged in to; returns those that were proven,
 * or at least came back where there is nothing to prove it with.
 */
export async function cycle(
  generation: Generation,
  sightings: readonly Sighting[],
  { keys, journal }: { keys: Keys; journal: Journal },
  means: Means,
): Promise<Sighting[]> {
  const content = await keys.content(generation);
  const verify = content ? loginOf(means) : ({ by: 'none' } as const);
  const { drivers, clock, deadlines } = means;
  const steps = [];
  for (const { product, regionId, observed } of sightings) {
    const named = { product, regionId, keyPairName: generation.name, keyPairId: null };
    const keyPair = await drivers[product].resolve(named);
    if (!keyPair) continue;
    const item = { keyPair, publicKey: null, instanceId: observed.instanceId, observed, inside: undefined };
    steps.push({ item, editGuest: false, call: observed.keyPairName !== generation.name, restart: true });
  }
  const logins = loginsWith(content?.privateKey ?? null, verify);
  const tools = { command: commandOf(verify, means), drivers, clock, deadlines, logins };
  const tracks = await act(steps, tools).finally(logins.forget);
  const proven = new Set(tracks.filter((track) => noteTrack(track, generation, sightings, journal)).map(idOf));
  return sightings.filter(({ observed }) => proven.has(observed.instanceId));
}

const idOf = ({ step }: Track) => step.item.instanceId;

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

function commandOf(verify: Verification, { keyPair, rotation }: Means): Command {
  return {
    action: 'attach',
    targets: [],
    dryRun: false,
    clientToken: null,
    takeEffect: 'restart',
    fallback: 'none',
    user: rotation.user,
    restart: keyPair.rolling,
    verify,
    ifAttached: 'replace',
    allowLockOut: false,
    allowUnverified: false,
  };
}

function noteTrack(track: Track, generation: Generation, sightings: readonly Sighting[], journal: Journal): boolean {
  const sighting = sightings.find(({ observed }) => observed.instanceId === idOf(track));
  const { verdict } = track;
  const isDone = verdict?.status === 'succeeded';
  if (sighting) {
    journal.note(sighting, {
      step: 'restart',
      generation: generation.name,
      status: isDone ? 'done' : 'failed',
      code: verdict?.code ?? 'Unknown',
      message: verdict?.message ?? 'nothing is known of what became of it',
      how: track.seenBy === 'login' ? 'login' : null,
      cloudRequestIds: verdict?.cloudRequestId ? [verdict.cloudRequestId] : [],
    });
  }
  return isDone;
}
