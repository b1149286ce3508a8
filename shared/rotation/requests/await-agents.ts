import { askAgents } from '../../instances/agents.ts';
import { observeAgain } from '../../instances/look.ts';
import { sightingIn } from '../../instances/place.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import { isTagged } from '../../restart/tag.ts';
import { judgeStanding, KEEPS_OLD_KEY } from '../state/standing.ts';
import { wantedBy } from '../state/survey.ts';
import { readSecret } from '../steps/create.ts';
import type { Means } from '../tick-context.ts';

/** Whether any of some instances is to be finished now, and why others are not. */
export interface Returned {
  readonly isReached: boolean;
  readonly reasons: readonly string[];
}

const FIRST_POLL_MS = 1_000;
const MAX_POLL_MS = 5_000;

/**
 * Waits until one of those of these instances that are behind can be reached: one that has just begun to run has no agent
 * yet. Half of the time is for that, the other half for what comes of it; what is not reached by then is left to the
 * timer. The secret is asked only where an instance may be behind at all.
 */
export async function awaitReachable(first: readonly Sighting[], means: Means): Promise<Returned> {
  const { clock, deadlines } = means;
  const waitUntilMs = clock.now() + (deadlines.writesMs - clock.now()) / 2;
  const reasons: string[] = [];
  const leave = (sightings: readonly Sighting[], why: (one: Sighting) => string | null) =>
    sightings.filter((one) => {
      const reason = why(one);
      if (reason !== null) reasons.push(`${one.observed.instanceId}: ${reason}`);
      return reason === null;
    });
  let open = leave(first, whyNoStraggler);
  if (open.length === 0) return { isReached: false, reasons };
  const ledger = await readSecret(means);
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.5)) {
    open = leave(open, (one) => whyNoStraggler(one) ?? whyNotBehind(one, ledger, means));
    if (open.length === 0) return { isReached: false, reasons };
    if (await isReached(open, means)) return { isReached: true, reasons };
    if (clock.now() + pollMs >= waitUntilMs) {
      leave(open, () => 'Cloud Assistant does not answer yet, so it is left to the timer');
      return { isReached: false, reasons };
    }
    await clock.sleep(pollMs);
    open = await observeAgain(open, means.drivers);
  }
}

/** On its way up, as ECS and SWAS call it. */
const RISING: readonly string[] = ['Pending', 'Starting', 'Running'];

/** Why an instance is nothing that came back, as it alone shows; null when it may be. */
function whyNoStraggler({ observed }: Sighting): string | null {
  // Whoever restarts it goes on by himself, and after a crash the timer does: our own restarts emit the same events.
  if (isTagged(observed)) return 'somebody is restarting it';
  // A new instance: a launch of hundreds must not become hundreds of ticks.
  if (observed.keyPairName === null) return 'it carries no key pair, so it is nothing that came back';
  return RISING.includes(observed.status) ? null : `it is ${observed.status}: it will be looked at when it runs`;
}

/** Why nothing is to be done about an instance, however long one waits; null when it is behind. */
function whyNotBehind(sighting: Sighting, ledger: Ledger, means: Means): string | null {
  if (ledger.blockedSinceMs !== null) return 'the rotation is blocked, and an operator has to act';
  const { name, code, message } = judgeStanding(sighting, wantedBy(ledger, means, new Map()));
  return name === 'pending' || name === 'lagging' || code === KEEPS_OLD_KEY ? null : `${code}, ${message}`;
}

async function isReached(open: readonly Sighting[], { drivers }: Means): Promise<boolean> {
  const running = open.filter(({ observed }) => observed.status === 'Running');
  return [...(await askAgents(running, sightingIn(drivers))).values()].includes(true);
}
