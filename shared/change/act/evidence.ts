import type { GuestReport } from '../../guest/report.ts';
import { isGone, type Judgement, judgementOf } from '../../guest/scripts.ts';
import { failed, unknown, type Verdict } from '../verdict.ts';
import type { ActContext } from './context.ts';
import type { Track } from './track.ts';

/** Notes what a guest shows of the change; returns what is wrong with it or could not be told, null where it is in force. */
export function takeEvidence(track: Track, report: GuestReport, { command }: ActContext): Verdict | null {
  const { publicKey } = track.step.item;
  if (publicKey === null) return null;
  const judgement = judgementOf(report, publicKey);
  const isInForce = command.action === 'attach' ? judgement.takes : isGone(report, publicKey);
  track.effective = isInForce;
  track.seenBy = judgement.by === 'files' ? 'files' : 'guest';
  if (isInForce === 'yes') return null;
  return command.action === 'attach' ? notTaken(judgement) : notGone(isInForce, judgement);
}

/** Why sshd does not let the key in, or why that cannot be told. */
export function notTaken({ takes, code, message }: Judgement): Verdict {
  if (takes === 'no') return failed(code ?? 'NotEffective', `not in force: ${message}`);
  return unknown(code ?? 'NotEffective', `whether it is in force cannot be told: ${message}`);
}

function notGone(isInForce: 'no' | 'unknown', { accepted, code, message }: Judgement): Verdict {
  if (isInForce === 'unknown')
    return unknown(code ?? 'NotEffective', `whether the key still works cannot be told: ${message}`);
  const why = accepted === 'yes' ? 'sshd still takes the key' : 'the key is still inside';
  return failed('NotEffective', `not in force: ${why}`);
}
