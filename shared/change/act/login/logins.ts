import { createSecrets, kmsApi } from '../../../cloud/kms/index.ts';
import { ConfigurationError } from '../../../errors.ts';
import { type LoginKey, openLoginKey, UnusableKeyError } from '../../../login/index.ts';
import type { Invocation } from '../../../runtime/invocation.ts';
import type { Verification } from '../../../take-effect.ts';
import type { Track } from '../track.ts';

/** What the logins of one act share. */
export interface Logins {
  /**
   * The key to log in with, read from its secret when first asked for.
   * @throws CloudError, UnusableKeyError, ConfigurationError
   */
  key(): Promise<LoginKey>;
  /** Host keys read inside, and those trusted on first use: an instance shows the same one from then on. */
  readonly hostKeys: Map<Track, readonly string[]>;
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
