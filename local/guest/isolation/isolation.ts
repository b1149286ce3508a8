/** `auto`: the best that was proven here; `unsafe`: none, on request; `none`: run nothing. The others are for tests. */
export type RunnerChoice = 'auto' | 'unsafe' | 'none' | `${'bwrap' | 'unshare'}-${'separate' | 'shared'}`;

/**
 * What serves the logins of guests. `auto`: OpenSSH where the host has its server and we are its root, else the stand-in,
 * which is the ssh2 package; `openssh` and `stand-in`: that one.
 */
export type SshdChoice = 'auto' | 'openssh' | 'stand-in';

/** How guests are kept apart from the host. */
export interface Isolation {
  /** Proven by a canary run at start; `unsafe` only on request; `none`: logins work, scripts do not. */
  readonly runner: 'bwrap' | 'unshare' | 'unsafe' | 'none';
  /**
   * `separate`: the second user has a uid of its own, and ownership is real (when we are the host's root). `shared`: both
   * users are one uid; `chown` to the other succeeds without effect, and every file seems to be the viewer's.
   */
  readonly users: 'separate' | 'shared';
  /** What serves logins: OpenSSH in each guest, with the guest's own files, or the ssh2 package in its place. */
  readonly sshd: 'openssh' | 'stand-in';
  /** One line, when `none`. */
  readonly reason?: string;
  /** One line: why OpenSSH was not to be had, where that was tried. */
  readonly standInReason?: string;
}
