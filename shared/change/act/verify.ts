import type { Verdict } from '../verdict.ts';
import type { ActContext } from './context.ts';
import { takeEvidence } from './evidence.ts';
import { inspect } from './inspect.ts';
import { tryLogins } from './login/try-logins.ts';
import { going, type Track } from './track.ts';

/**
 * Looks whether changes that edited and restarted nothing are in force, as far as that was asked for. They are in force from
 * the next start on, so not seeing it yet is no failure.
 */
export async function verify(tracks: readonly Track[], context: ActContext): Promise<void> {
  const { by } = context.command.verify;
  const running = going(tracks).filter(({ step }) => step.item.observed.status === 'Running');
  if (by === 'login') await verifyByLogin(running, context);
  else if (by !== 'none') await verifyInside(running, context);
}

/** A guest that was looked into before the change shows the same after it. */
async function verifyInside(tracks: readonly Track[], context: ActContext): Promise<void> {
  const seen = tracks.flatMap((track) => {
    const report = track.step.item.inside?.report;
    return report ? [[track, report] as const] : [];
  });
  const known = new Map(seen);
  const unseen = await inspect(
    tracks.filter((track) => !known.has(track)),
    context,
  );
  for (const [track, report] of [...known, ...unseen]) {
    takeEvidence(track, report, context);
    if (track.effective !== 'yes') track.effective = 'afterStart';
  }
}

async function verifyByLogin(tracks: readonly Track[], context: ActContext): Promise<void> {
  for (const [track, flaw] of await tryLogins(tracks, context)) {
    if (track.effective === 'no') track.effective = 'afterStart';
    else if (flaw) track.verdict = flaw.status === 'failed' ? flaw : mention(track, flaw);
  }
}

/** The change itself is not in doubt: it is in force from the next start on. */
function mention({ verdict }: Track, { message }: Verdict): Verdict | null {
  return verdict && { ...verdict, message: `${verdict.message}; ${message}` };
}
