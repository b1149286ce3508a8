import { callInBatches, mentionPasswords } from '../../change/act/call-in-batches.ts';
import { atEachPlace, placeIn, sightingIn } from '../../instances/place.ts';
import type { Generation } from '../../ledger/ledger.ts';
import type { KeyPair } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import { placeOf } from '../../products/sighting.ts';
import { type Claimant, isClaimedByOther, restartUnderWay } from '../../restart/claim.ts';
import type { Change, RestartJob } from '../../restart/job.ts';
import { restartAll } from '../../restart/restart-all.ts';
import { LEFT, succeeded, type Verdict } from '../../verdict.ts';
import type { Journal } from '../journal.ts';
import type { Tools } from '../open-tick.ts';
import { isMarked, startAsTheyAre } from '../state/marks.ts';
import type { Means } from '../tick-context.ts';
import { openRestartLogins } from './restart-logins.ts';
import type { Restarting } from './restarting.ts';

/** How instances are restarted. */
export interface Rolling {
  /** Away at once. */
  readonly atOnce: number;
  /** The key pair in each place, as `placeOf` names it, where it is known already. */
  readonly keyPairs?: ReadonlyMap<string, KeyPair>;
  /** Absent: they are waited for. */
  readonly handOver?: NonNullable<RestartJob<Restarting>['handOver']>;
}

/**
 * Stops, attaches and starts instances in which nobody can look, in the rolling window of a restart: the first alone. Its
 * tags make it safe against crashes. With the private half at hand each is logged in to. Only for products that are
 * attached to while stopped.
 */
export async function restartAndAttach(
  generation: Generation,
  all: readonly Sighting[],
  { atOnce, handOver, ...known }: Rolling,
  tools: Tools,
): Promise<void> {
  const { keys, journal, clock } = tools;
  const sightings = all.filter(({ observed }) => !isClaimedByOther(observed, claimant(tools), clock.now()));
  const unknown = sightings.filter((one) => !known.keyPairs?.has(placeOf(one)));
  const [content, resolved] = await Promise.all([keys.content(generation), resolve(generation, unknown, tools)]);
  const keyPairs = new Map([...(known.keyPairs ?? []), ...resolved]);
  const isWithoutKeyPair = (one: Sighting) => !keyPairs.get(placeOf(one));
  await startAsTheyAre(
    sightings.filter((one) => isMarked(one) && isWithoutKeyPair(one)),
    tools,
  );
  const restarting = sightings.flatMap((sighting) => begin(sighting, keyPairs.get(placeOf(sighting))));
  const logins = await openRestartLogins(content?.privateKey ?? null, tools);
  const obstacles = logins.findObstacles(restarting, handOver !== undefined);
  const due = restarting.filter((one) => !obstacles.has(one));
  const job = { ...jobOf(atOnce, tools), proof: logins.proof, ...(handOver && { handOver }) };
  const endings = await restartAll(due, job).finally(logins.forget);
  for (const one of restarting) note(one, obstacles.get(one) ?? endings.get(one), generation, journal);
}

/** Ticks go on with each other's restarts, and leave those that somebody else has claimed. */
const claimant = ({ requestId }: Means): Claimant => ({ kind: 'rotate', requestId });

/** The key pair of a generation in each place that has one. */
async function resolve({ name }: Generation, sightings: readonly Sighting[], { drivers }: Means) {
  const found = await atEachPlace(sightings, placeIn(drivers), async ({ product, regionId, driver }) => {
    const keyPair = await driver.resolve({ product, regionId, keyPairName: name, keyPairId: null });
    return [placeOf({ product, regionId }), keyPair] as const;
  });
  return new Map(found);
}

function begin(sighting: Sighting, keyPair: KeyPair | null | undefined): Restarting[] {
  return keyPair ? [{ sighting, keyPair, attached: null, isSeenByLogin: false }] : [];
}

function jobOf(atOnce: number, means: Means): Omit<RestartJob<Restarting>, 'proof'> {
  const { drivers, clock, deadlines, keyPair } = means;
  const spotOf = sightingIn(drivers);
  return {
    clock,
    limits: { ...keyPair.rolling, maxUnavailable: atOnce, endMs: deadlines.writesMs },
    whereOf: ({ sighting }) => spotOf(sighting),
    observedOf: ({ sighting }) => sighting.observed,
    keyPairNameOf: (one) => one.keyPair.keyPairName ?? '',
    claimantOf: () => claimant(means),
    change: attaching(means),
  };
}

function attaching({ drivers, clock }: Means): Change<Restarting> {
  const calls = {
    action: 'attach',
    clientToken: null,
    drivers,
    clock,
    keyPairOf: ({ keyPair }: Restarting) => keyPair,
    instanceIdOf: ({ sighting }: Restarting) => sighting.observed.instanceId,
  } as const;
  return {
    isDue: ({ sighting, keyPair }) => sighting.observed.keyPairName !== keyPair.keyPairName,
    make: async (restarting) => {
      const verdicts = await callInBatches(restarting, calls);
      const failures = new Map([...verdicts].filter(([, { status }]) => status !== 'succeeded'));
      for (const [one, verdict] of verdicts) {
        one.attached = failures.has(one) ? null : mentionPasswords(verdict, 'attach');
      }
      return failures;
    },
    isMade: ({ keyPair }, observed) => observed.keyPairName === keyPair.keyPairName,
    noteMade: () => {},
  };
}

function note(
  { sighting, attached, isSeenByLogin }: Restarting,
  ending: Verdict | 'back' | undefined,
  { name }: Generation,
  journal: Journal,
) {
  const verdict = ending === 'back' ? (attached ?? succeeded('restarted')) : ending;
  // It waits for its turn, as its standing says already.
  if (!verdict || verdict.code === LEFT.notStarted || verdict === restartUnderWay) return;
  const isDone = verdict.status === 'succeeded';
  journal.note(sighting, {
    step: 'restart',
    generation: name,
    status: isDone ? 'done' : verdict.code === LEFT.underWay ? 'underWay' : 'failed',
    code: verdict.code,
    message: verdict.message,
    how: isSeenByLogin ? 'login' : null,
    cloudRequestIds: verdict.cloudRequestId ? [verdict.cloudRequestId] : [],
  });
}
