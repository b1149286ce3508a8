import type { Verdict } from '../verdict.ts';
import { takeEvidence } from './evidence.ts';
import { inspect } from './inspect.ts';
import { tryLogins } from './login.ts';
import type { Tools } from './tools.ts';
import { going, type Track } from './track.ts';

/**
 * Looks whether changes that needed no restart are in force, as far as that was asked for. One made online was read
 * back in the guest when it was made. Any other is in force from the next start on, so not seeing it yet is no failure.
 */
export async function verify(tracks: readonly Track[], tools: Tools): Promise<void> {
  const { by } = tools.command.verify;
  const running = going(tracks).filter(({ step }) => step.item.observed.status === 'Running');
  if (by === 'login') await verifyByLogin(running, tools);
  if (by !== 'guest') return;
  for (const [track, report] of await inspect(
    running.filter(({ step }) => !step.editGuest),
    tools,
  )) {
    takeEvidence(track, report, tools);
    if (track.effective === 'no') track.effective = 'afterStart';
  }
}

async function verifyByLogin(tracks: readonly Track[], tools: Tools): Promise<void> {
  for (const [track, flaw] of await tryLogins(tracks, tools)) {
    const { editGuest } = track.step;
    if (!editGuest && track.effective === 'no') track.effective = 'afterStart';
    else if (flaw) track.verdict = editGuest || flaw.status === 'failed' ? flaw : mention(track, flaw);
  }
}

/** The change itself is not in doubt: it is in force from the next start on. */
function mention({ verdict }: Track, { message }: Verdict): Verdict | null {
  return verdict && { ...verdict, message: `${verdict.message}; ${message}` };
}
