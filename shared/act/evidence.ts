import type { GuestReport } from '../guest/report.ts';
import { findKey } from '../lock-out.ts';
import { failed, type Verdict } from '../verdict.ts';
import type { Tools } from './tools.ts';
import type { Track } from './track.ts';

/** Notes what a guest shows of the change; returns what is wrong with it, if anything. */
export function takeEvidence(track: Track, report: GuestReport, { command }: Tools): Verdict | null {
  const { publicKey } = track.step.item;
  if (publicKey === null) return null;
  const isInside = findKey(report, publicKey) !== undefined;
  const isRead = report.sshd?.pubkeyAuthentication !== false;
  const isInForce = command.action === 'attach' ? isInside && isRead : !isInside;
  track.effective = isInForce ? 'yes' : 'no';
  track.seenBy = 'guest';
  if (isInForce) return null;
  const attachFlaw = isInside ? 'sshd accepts no keys' : 'the key is not inside';
  const flaw = command.action === 'attach' ? attachFlaw : 'the key is still inside';
  return failed('NotEffective', `not in force: ${flaw}`);
}
