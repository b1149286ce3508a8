import { loginPatienceMs, SETTLING_MS } from '../../instances/login-proof.ts';
import { ofAll } from '../../lists.ts';
import type { Named, Proof, RestartJob } from '../../restart/job.ts';
import { restartAll } from '../../restart/restart-all.ts';
import type { Verification } from '../../take-effect.ts';
import { claimantOf } from '../claimant.ts';
import { isApplied, succeeded, undecided, type Verdict } from '../verdict.ts';
import { callCloud } from './call-cloud.ts';
import type { ActContext } from './context.ts';
import { takeEvidence } from './evidence.ts';
import { inspect } from './inspect.ts';
import { tryLogins } from './login/try-logins.ts';
import { end, going, type Track } from './track.ts';

/** Restarts in a rolling window over all products and regions, and proves each as it comes back. */
export async function restart(tracks: readonly Track[], context: ActContext): Promise<void> {
  const { command, clock, deadlines } = context;
  const job: RestartJob<Track> = {
    ...nameTracks(context),
    clock,
    limits: { ...command.restart, endMs: deadlines.writesMs },
    change: changeOf(context),
    proof: proofOf(context),
  };
  for (const [track, ending] of await restartAll(going(tracks), job)) {
    if (ending === 'back') track.verdict ??= succeeded('restarted');
    else end(track, ending);
  }
}

/** What restarts and their marks have to know of tracks. */
export function nameTracks(context: ActContext): Named<Track> {
  const { command, requestId } = context;
  return {
    whereOf: context.whereOf,
    standby: context.standby,
    observedOf: ({ step }) => step.item.observed,
    keyPairNameOf: ({ step }) => step.item.keyPair.keyPairName ?? '',
    claimantOf: ({ step }) => claimantOf(command.action, step.item, requestId),
  };
}

function changeOf(context: ActContext): RestartJob<Track>['change'] {
  const { action } = context.command;
  return {
    isDue: ({ step }) => step.call,
    make: async (tracks) => {
      for (const track of tracks) reopen(track);
      await callCloud(tracks, context);
      const failed = tracks.filter(({ isOver }) => isOver);
      return new Map(failed.map((track) => [track, track.verdict ?? undecided('nothing is known of its change')]));
    },
    isMade: ({ step }, observed) => isApplied(action, step.item.keyPair, observed),
    noteMade: (track) => {
      reopen(track);
      track.attached = action === 'attach' ? 'yes' : 'no';
    },
  };
}

/** A call that was refused because another run was at the instance is made again, or was made by that run. */
function reopen(track: Track): void {
  track.isOver = false;
  track.verdict = null;
}

/**
 * Whether the change is in force in restarted instances. Asked to verify, it is waited for; otherwise it is looked at,
 * where the product lets it: a guest that shows it not in force is a failure, and one that shows nothing is let go.
 */
export function proofOf(context: ActContext): Proof<Track> {
  const { by } = context.command.verify;
  return {
    find: async (tracks) => {
      const flaws = by === 'login' ? await tryLogins(tracks, context) : await takeEvidences(tracks, context);
      for (const track of tracks) if (isOpen(track, flaws.get(track), by)) track.effective = 'unknown';
      return by === 'none' ? new Map([...ofAll(tracks, null), ...shown(flaws)]) : flaws;
    },
    patienceMs: (flaw) => (by === 'login' ? loginPatienceMs(flaw) : SETTLING_MS),
    bootIds: async (tracks) => {
      const reports = tracks.length > 0 ? await inspect(tracks, context) : new Map();
      return new Map([...reports].map(([track, { bootId }]) => [track, bootId]));
    },
  };
}

/** What guests show to be wrong; what could not be told is nothing that they show. */
function shown(flaws: ReadonlyMap<Track, Verdict | null>): [Track, Verdict | null][] {
  return [...flaws].filter(([, flaw]) => flaw?.status === 'failed');
}

/** The restart is over, and still nothing was seen of the change. */
function isOpen({ effective }: Track, flaw: Verdict | null | undefined, by: Verification['by']): boolean {
  if (effective !== 'afterStart') return false;
  return by === 'login' ? Boolean(flaw && loginPatienceMs(flaw) > 0) : by === 'none' && flaw === undefined;
}

async function takeEvidences(tracks: readonly Track[], context: ActContext): Promise<Map<Track, Verdict | null>> {
  const reports = await inspect(tracks, context);
  return new Map([...reports].map(([track, report]) => [track, takeEvidence(track, report, context)]));
}
