import type { LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import type { Clock } from '../../../../shared/cloud/clock.ts';
import type { ClientKey } from '../../../local/guest/ssh-client.ts';
import { opsFleet } from '../../fleet/some-fleet.ts';
import { dealKeys } from './key-pool.ts';
import { leaveGeneration } from './rotation-before.ts';
import { clockOf, type Patience, takeCloud } from './scene-cloud.ts';
import { importOps, openInstances, type SceneInstances } from './scene-instances.ts';
import { type Deployment, invocationOf } from './scene-invocation.ts';
import { openKeys, type SceneKeys, secretsOf } from './scene-keys.ts';
import { type CallsAgain, openRequests, type SceneRequests } from './scene-requests.ts';
import { openSecret, type SceneSecret } from './scene-secret.ts';

export const DAY_MS = 86_400_000;
const ROTATION = 'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops }';

/** A rotation that ENS can take part in, because it is proven by logins. */
export const BY_LOGIN =
  'rotation: { every: 30d, grace: 24h, algorithm: rsa-2048, secret: keyfleet/ops, verify: login, address: public, trustFirstHostKey: true }';

/** A rotation for which a generation of {@link RotationScene.promoteBefore} is not due yet. */
export const RARELY = ROTATION.replace('30d', '90d');

/** A local cloud with guests that one can log in to, the key pair `ops` in it, and the rotation of `ops`. */
export interface RotationScene extends SceneInstances, SceneKeys, SceneRequests, SceneSecret {
  readonly cloud: LocalCloud;
  readonly clock: Clock;
  /** Keys that rotations made, in their order. */
  readonly made: readonly ClientKey[];
  /**
   * Puts a generation there as a rotation before would have left it; its name. Its key is number 1.
   * @param how not marked: as it was left when secrets named no owner
   */
  promoteBefore(how?: { readonly isMarked?: boolean }): Promise<string>;
  /** Lets time pass for the cloud and the functions alike; negative to turn clocks back. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** How a scene differs from the usual one. */
export interface SceneOptions extends LocalCloudOptions, Deployment, Patience {
  /** The rotation, as fleet.yaml has it. */
  readonly lines?: string;
  /** The lines of fleet.yaml before its key pairs. Default: where secrets are. */
  readonly head?: string;
  /** Whether the platform calls the function again. Default: nobody can be asked. */
  readonly again?: CallsAgain;
}

/** In a cloud that others had before and will have, unless it is to be a special one; so files close them at their end. */
export async function openRotation(given: SceneOptions = {}): Promise<RotationScene> {
  const { lines = ROTATION, head, again } = given;
  const { stage, leave } = await takeCloud(cloudOptions(given));
  const { cloud } = stage;
  const clock = clockOf(stage, given);
  await importOps(cloud);
  const fleetWith = (first = head) => opsFleet(`takeEffect: online\nfallback: onNextStart\n${lines}`, first);
  const { made, makeKey } = dealKeys();
  const running = { fleetWith, invocation: () => invocationOf(cloud, clock, given), makeKey, callsAgain: again };
  const secrets = secretsOf(cloud);
  const owner = { accountId: cloud.accountId, fleet: fleetWith().name, functionName: 'test' };
  return {
    cloud,
    clock,
    made,
    ...openRequests(stage, running),
    ...openKeys(cloud, made, secrets),
    ...openInstances(cloud),
    ...openSecret(cloud, secrets),
    promoteBefore: async ({ isMarked = true } = {}) => {
      const before = { madeMs: clock.now() - 31 * DAY_MS, key: await makeKey(), owner: isMarked ? owner : null };
      return leaveGeneration(cloud, secrets, before);
    },
    pass: (ms) => {
      stage.passedMs += ms;
    },
    close: leave,
  };
}

/** What of a scene's options is about its cloud. */
function cloudOptions({
  lines: _l,
  head: _d,
  hurry: _h,
  jump: _j,
  again: _a,
  policy: _p,
  environment: _e,
  timeoutSeconds: _t,
  callTimeoutMs: _c,
  ...options
}: SceneOptions): LocalCloudOptions {
  return options;
}
