import type { GuestReport } from '../../guest/report.ts';
import { type GuestAnswer, isReport } from '../../guest/run.ts';
import { addKeyScript, removeKeyScript } from '../../guest/scripts.ts';
import { runScripts } from '../../instances/scripts.ts';
import { findAttachLockOut, proofOf } from '../plan/lock-out.ts';
import { failed, skipped, succeeded, unknown } from '../verdict.ts';
import type { ActContext } from './context.ts';
import { takeEvidence } from './evidence.ts';
import { proveByLogin } from './prove-edits.ts';
import { takeBack } from './take-back.ts';
import { end, going, type Track } from './track.ts';

/**
 * Adds or removes the public key inside, and proves it before anything is attached or detached: by the guest's own sshd in
 * the same script, or by a login. What could not be told is a doubt; it ends an attach that leaves no other way in,
 * and what was added for it goes again.
 */
export async function editGuests(tracks: readonly Track[], context: ActContext): Promise<void> {
  const { clock, deadlines } = context;
  const publicKeyOf = ({ step }: Track) => step.item.publicKey ?? '';
  const scriptFor = (track: Track) => scriptWith(publicKeyOf(track), context);
  const said = await runScripts(tracks, context.whereOf, { alike: publicKeyOf, scriptFor, clock, deadlines });
  for (const [track, { answer }] of said) judge(track, answer, context);
  await proveByLogin(going(tracks), context);
  for (const track of going(tracks)) judgeDoubt(track, said.get(track)?.answer, context);
  if (context.command.action === 'attach') await takeBack(tracks, said, context);
}

function scriptWith(publicKey: string, { command: { action, user, verify } }: ActContext): string {
  const proof = proofOf(verify);
  return action === 'attach'
    ? addKeyScript({ user, publicKey, proof })
    : removeKeyScript({ user, remove: publicKey, proof });
}

function judge(track: Track, answer: GuestAnswer, context: ActContext): void {
  const [code, message] = [answer.code ?? 'NoAnswer', `inside the instance: ${answer.message}`];
  if (!isReport(answer) || code === 'OutputIncomplete') return end(track, unknown(code, message));
  if (!answer.ok) return end(track, failed(code, message));
  const flaw = takeEvidence(track, answer, context);
  if (flaw?.status === 'failed') return end(track, flaw);
  track.doubt = flaw;
  if (!track.step.call) track.verdict = whatChanged(answer, track, context.command.action);
}

/** The control plane was right before; the guest may not have been. */
function whatChanged({ changed }: GuestReport, { step }: Track, action: ActContext['command']['action']) {
  const name = step.item.keyPair.keyPairName;
  if (action === 'attach') {
    return changed
      ? succeeded('added inside; it was attached already')
      : skipped('AlreadyAttached', `${name} is attached and inside already`);
  }
  return changed
    ? succeeded('removed inside; it was not attached')
    : skipped('NotAttached', `${name} is neither attached nor inside`);
}

/** Attaching would switch password login off while the new key may not let in. */
function judgeDoubt(track: Track, answer: GuestAnswer | undefined, { command }: ActContext): void {
  const { call, item } = track.step;
  if (!track.doubt || !call || command.action !== 'attach' || !isReport(answer)) return;
  const lockedOut = findAttachLockOut(command, answer, item.publicKey);
  if (lockedOut) end(track, lockedOut);
}
