import type { Command } from './command.ts';
import { readGuestKey } from './guest/public-key.ts';
import type { GuestReport } from './guest/report.ts';
import type { Step } from './plan.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether a detach would leave nobody a way in that is known to work, or that cannot be told. Null when there is one,
 * or the caller consented. Detaching gives no password back: password login is only a way in where one is set.
 */
export function wouldLockOut(command: Command, { item, call, editGuest }: Step): Verdict | null {
  const { publicKey, inside } = item;
  const report = inside?.report;
  if (!call && !editGuest) return null;
  if (report && publicKey !== null && !call && !findKey(report, publicKey)) return null;
  if (!report || publicKey === null) {
    if (command.allowUnverified) return null;
    const message = `it cannot be seen who else could log in (${whyUnseen(item)}); allowUnverified detaches anyway`;
    return { status: 'failed', code: 'CannotVerify', message, cloudRequestId: null };
  }
  if (hasOtherKey(report, publicKey) || hasPassword(report, editGuest) || command.allowLockOut) return null;
  const message = `${command.user} would have no other key and no password to log in with; allowLockOut detaches anyway`;
  return { status: 'failed', code: 'WouldLockOut', message, cloudRequestId: null };
}

/** The key among those that sshd reads for the user. */
export function findKey({ keys }: GuestReport, publicKey: string) {
  const { fingerprint } = readGuestKey(publicKey);
  return keys.find((key) => key.fingerprint === fingerprint);
}

/** A key with options may not be a way in (`command=`, `from=`), so it does not count. */
function hasOtherKey({ keys, hasMoreKeys }: GuestReport, publicKey: string): boolean {
  const { fingerprint } = readGuestKey(publicKey);
  return hasMoreKeys || keys.some((key) => key.fingerprint !== fingerprint && !key.hasOptions);
}

/** Edited online, sshd keeps its settings; after a start without a key pair, password login is the default again. */
function hasPassword({ passwordSet, sshd }: GuestReport, isOnline: boolean): boolean {
  return passwordSet === true && (!isOnline || sshd?.passwordAuthentication === true);
}

function whyUnseen({ publicKey, inside, observed }: Step['item']): string {
  if (inside?.agent === false) return 'Cloud Assistant does not answer';
  if (inside) return publicKey === null ? 'the public key is not known' : 'the guest did not answer';
  return observed.status === 'Running' ? 'the product has no remote command' : `the instance is ${observed.status}`;
}
