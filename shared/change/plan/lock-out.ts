import type { GuestReport } from '../../guest/report.ts';
import { isGone, type OtherWays, otherWaysIn, wouldTake } from '../../guest/scripts.ts';
import type { Verification } from '../../take-effect.ts';
import type { Command } from '../command.ts';
import { failed, type Verdict } from '../verdict.ts';
import type { Step } from './step.ts';

/**
 * Whether a change would leave no way in that is known to work, or that cannot be told. Null when there is one, or the
 * caller consented.
 */
export function wouldLockOut(command: Command, step: Step): Verdict | null {
  return command.action === 'detach' ? wouldDetachLockOut(command, step) : wouldAttachLockOut(command, step);
}

/** Keys that sshd takes without restriction count, and a password that it takes: after a detach passwords are back. */
function wouldDetachLockOut(command: Command, { item, call, editGuest }: Step): Verdict | null {
  const { publicKey, inside, leaving = NONE } = item;
  const report = inside?.report;
  if (!call && !editGuest) return null;
  if (!report || publicKey === null) return command.allowUnverified ? null : cannotVerify(whyUnseen(item));
  if (!call && isGone(report, publicKey) === 'yes') return null;
  if (leaving === null && !command.allowLockOut) return command.allowUnverified ? null : cannotVerify(UNREAD);
  const context = { afterStart: !editGuest, proof: proofOf(command.verify), leaving: leaving ?? NONE };
  const { some, ...ways } = otherWaysIn(report, publicKey, context);
  if (some === 'yes' || command.allowLockOut) return null;
  if (some === 'no')
    return lockedOut(command, `no other key that sshd takes${butLeaving(report, leaving)}, and no password`);
  return command.allowUnverified ? null : cannotVerify(whyUnknown(report, ways));
}

/**
 * Attaching switches password login off from the next start on. What is left are keys: the new one, and those that are
 * inside already. A guest that was not looked into is not judged; online, the script that adds the key decides.
 */
function wouldAttachLockOut(command: Command, { item, call, editGuest }: Step): Verdict | null {
  const report = item.inside?.report;
  if (!call || !report || (editGuest && !command.dryRun)) return null;
  const own = editGuest && item.publicKey !== null ? wouldTake(report, item.publicKey) : null;
  if (own?.takes === 'no') return failed(own.code ?? 'NotEffective', own.message);
  return findAttachLockOut(command, report, item.publicKey);
}

/** As {@link wouldLockOut} says of an attach, from what a guest reported; `publicKey` null: that key is not known. */
export function findAttachLockOut(command: Command, report: GuestReport, publicKey: string | null): Verdict | null {
  if (command.allowLockOut) return null;
  const own = publicKey === null ? null : wouldTake(report, publicKey);
  if (own?.takes === 'yes' || otherWaysIn(report, publicKey).keys.length > 0) return null;
  const why = own?.message ?? 'the public key is not known';
  return lockedOut(command, `no key that sshd is known to take once password login goes off (${why})`);
}

const NONE: ReadonlySet<string> = new Set();
const UNREAD = 'which keys the rotation takes away cannot be told';

const butLeaving = ({ keys }: GuestReport, leaving: ReadonlySet<string> | null) =>
  keys.some(({ body }) => leaving?.has(body)) ? ' (but for those that the rotation takes away)' : '';

/** How keys are to be proven inside. */
export function proofOf({ by }: Verification): 'question' | 'files' {
  return by === 'files' ? 'files' : 'question';
}

const lockedOut = ({ action, user }: Command, left: string) =>
  failed('WouldLockOut', `${user} would have ${left}; allowLockOut ${action}es anyway`);

const cannotVerify = (why: string) =>
  failed('CannotVerify', `it cannot be seen who else could log in (${why}); allowUnverified detaches anyway`);

function whyUnknown({ hasMoreKeys }: GuestReport, { password, unknown }: Omit<OtherWays, 'some'>): string {
  if (hasMoreKeys) return 'there are more keys than can be listed';
  return unknown[0]?.judgement.message || password.message || 'sshd could not be asked';
}

function whyUnseen({ publicKey, inside, observed }: Step['item']): string {
  if (inside?.agent === false) return 'Cloud Assistant does not answer';
  if (inside) return publicKey === null ? 'the public key is not known' : 'the guest did not answer';
  return observed.status === 'Running' ? 'the product has no remote command' : `the instance is ${observed.status}`;
}
