import { seenApplied, type Verdict } from '../verdict.ts';
import { callInBatches, mentionPasswords } from './call-in-batches.ts';
import type { ActContext } from './context.ts';
import { going, idOf, type Track } from './track.ts';

/** Attaches or detaches in the control plane, and notes what became of it. */
export async function callCloud(tracks: readonly Track[], { command, drivers, clock }: ActContext): Promise<void> {
  const { action, clientToken } = command;
  const due = going(tracks).filter(({ step }) => step.call);
  const keyPairOf = ({ step }: Track) => step.item.keyPair;
  const calls = { action, clientToken, drivers, clock, keyPairOf, instanceIdOf: idOf };
  for (const [track, verdict] of await callInBatches(due, calls)) note(track, verdict, action);
}

function note(track: Track, verdict: Verdict, action: ActContext['command']['action']): void {
  track.verdict = verdict;
  if (verdict.status !== 'succeeded') {
    track.isOver = true;
    if (verdict.status === 'unknown') track.attached = 'unknown';
    return;
  }
  track.attached = action === 'attach' ? 'yes' : 'no';
  track.verdict = mentionPasswords(verdict, action);
  if (track.effective === 'yes' || track.doubt) return;
  track.effective = 'afterStart';
  track.seenBy = verdict === seenApplied ? 'readBack' : 'answer';
}
