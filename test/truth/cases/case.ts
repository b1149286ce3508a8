import type { KeyKind } from '../house.ts';

/**
 * One machine, and what is asked of it. `before` and `after` are shell scripts, run as root before and after sshd starts,
 * with `user`, `home`, `new` and `old` (public keys, `type body`) set. The user has the old key already.
 */
export interface Case {
  readonly name: string;
  /** `admin` by default. */
  readonly user?: 'root' | 'admin' | 'dev';
  /** Of the new key; `ed25519` by default. */
  readonly kind?: KeyKind;
  readonly oldKind?: KeyKind;
  /** What comes first in sshd_config. */
  readonly lines?: readonly string[];
  readonly flags?: string;
  readonly before?: string;
  readonly after?: string;
  /** Nothing about it is in doubt: the claim must be the truth, and not less. */
  readonly isPlain?: boolean;
}

/** For cases of which nothing is in doubt. */
export const plain = { isPlain: true } as const;
