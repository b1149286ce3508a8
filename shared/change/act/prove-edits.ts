import { unknown, type Verdict } from '../verdict.ts';
import type { ActContext } from './context.ts';
import { tryLogins } from './login/try-logins.ts';
import { end, type Track } from './track.ts';

/** Logs in to instances that were edited inside, where that was asked for: a refusal ends what was to be attached. */
export async function proveByLogin(tracks: readonly Track[], context: ActContext): Promise<void> {
  if (context.command.verify.by !== 'login') return;
  for (const [track, flaw] of await tryLogins(tracks, context)) {
    if (flaw?.status === 'failed') end(track, flaw);
    else track.doubt = flaw;
  }
}

/** A change that went through and was not proven is no success. */
export function sayDoubts(tracks: readonly Track[]): void {
  for (const track of tracks) {
    const { doubt, verdict } = track;
    if (doubt && verdict && ['succeeded', 'skipped'].includes(verdict.status))
      track.verdict = withDoubt(verdict, doubt);
  }
}

function withDoubt({ message, cloudRequestId }: Verdict, doubt: Verdict): Verdict {
  return unknown(doubt.code, `${message}; ${doubt.message}`, cloudRequestId);
}
