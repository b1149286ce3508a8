import type { LocalCloud } from '@keyfleet/local-cloud';

type Isolation = Awaited<ReturnType<LocalCloud['isolation']>>;

/** One line, where scripts of instances run without isolation or, for want of it, not at all. */
export function warnOfGuests({ runner, reason }: Isolation): string | undefined {
  if (runner === 'unsafe') return 'scripts of instances run on this machine without isolation';
  if (runner !== 'none') return undefined;
  return `scripts of instances cannot be isolated here (${reason}), so their agents are offline; --unsafe-guests runs them anyway`;
}

/** One line that says what serves the logins of instances. */
export function describeSshd({ sshd, standInReason }: Isolation): string {
  if (sshd === 'openssh') return "logins are served by OpenSSH in each instance, with the instance's own files";
  const why = standInReason ? ` (OpenSSH: ${standInReason})` : '';
  return `logins are served by a stand-in for sshd${why}; docs/local-cloud.md says what it does not model`;
}
