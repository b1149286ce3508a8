import type { AttachedKeyPair } from './files/take-key-pair.ts';

/** A guest to create. */
export interface GuestSpec {
  readonly instanceId: string;
  /** The instance ID by default. */
  readonly hostname?: string;
  /** Whether root has a password, which nobody knows until `setPassword`. True by default. */
  readonly passwordSet?: boolean;
  /** The user beside root; `admin` by default. */
  readonly otherUser?: string;
}

/** How a guest starts. */
export interface BootOptions {
  readonly keyPair: AttachedKeyPair | null;
  /** False: nothing of the attachment reaches the guest at this boot. */
  readonly runCloudInit?: boolean;
  /** A new one by default. */
  readonly bootId?: string;
}

/** A script for `run`. */
export interface RunOptions {
  /** `root` by default. */
  readonly user?: string;
  readonly timeoutMs: number;
  /** The user's home by default. The script does not run in a folder that is not there; its exit code is not 0 then. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}
