import type { Verification } from '../command.ts';
import { ConfigurationError } from '../errors.ts';
import type { Invocation } from '../invocation.ts';
import { createSecrets, kmsApi } from '../kms/index.ts';
import { type LoginKey, openLoginKey, UnusableKeyError } from '../login/index.ts';
import type { Verdict } from '../verdict.ts';
import type { Track } from './track.ts';

/** Why a restarted instance is not proven yet. */
export interface Doubt {
  readonly sinceMs: number;
  readonly flaw: Verdict;
}

/** What the logins of one act share. */
export interface Logins {
  /**
   * The key to log in with, read from its secret when first asked for.
   * @throws CloudError, UnusableKeyError, ConfigurationError
   */
  key(): Promise<LoginKey>;
  /** Host keys read inside, and those trusted on first use: an instance shows the same one from then on. */
  readonly hostKeys: Map<Track, readonly string[]>;
  readonly doubts: Map<Track, Doubt>;
  /** Lets go of the key. */
  forget(): void;
}

/** Nothing is read until a login is due. */
export function openLogins(verify: Verification, invocation: Pick<Invocation, 'cloud' | 'regionId'>): Logins {
  let opened: Promise<LoginKey> | undefined;
  return {
    key: () => {
      opened ??= readKey(verify, invocation);
      return opened;
    },
    hostKeys: new Map(),
    doubts: new Map(),
    forget: () => {
      void opened?.then(
        (key) => key.forget(),
        () => {},
      );
      opened = undefined;
    },
  };
}

async function readKey(verify: Verification, { cloud, regionId }: Pick<Invocation, 'cloud' | 'regionId'>) {
  if (verify.by !== 'login') throw new Error('no login was asked for');
  if (regionId === null) throw new ConfigurationError("the function's region is not known, and its secrets are there");
  const secret = await createSecrets(cloud(kmsApi(regionId))).get(verify.secret);
  if (!secret) throw new UnusableKeyError(`there is no secret ${verify.secret} in ${regionId}`);
  return openLoginKey(secret.data);
}
