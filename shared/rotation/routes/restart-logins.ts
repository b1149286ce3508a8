import { KeyfleetError } from '../../errors.ts';
import {
  findLoginObstacle,
  hostKeyUnknown,
  loginPatienceMs,
  proveByLogins,
  UNCHANGED,
} from '../../instances/login-proof.ts';
import { ofAll } from '../../lists.ts';
import { type LoginKey, openLoginKey } from '../../login/index.ts';
import type { Proof } from '../../restart/job.ts';
import { isTagged } from '../../restart/tag.ts';
import { failed, type Verdict } from '../../verdict.ts';
import type { Means } from '../tick-context.ts';
import type { Restarting } from './restarting.ts';

/** How restarted instances are proven to let a generation in. */
export interface RestartLogins {
  /**
   * Those that could never be proven, and are left as they are. Instances that are away are brought back all the same.
   * @param isHandedOver a mark says that an instance is away; otherwise only its state does
   */
  findObstacles(restarting: readonly Restarting[], isHandedOver: boolean): Map<Restarting, Verdict>;
  readonly proof: Proof<Restarting>;
  /** Lets go of the key. */
  forget(): void;
}

const noBootIds = async () => new Map();

/** @param privateKey null: not at hand, so nothing is proven, and what runs again is believed */
export async function openRestartLogins(privateKey: string | null, means: Means): Promise<RestartLogins> {
  if (privateKey === null) return believing;
  try {
    return loggingIn(await openLoginKey(privateKey), means);
  } catch (error) {
    if (!(error instanceof KeyfleetError)) throw error;
    const unusable = failed(error.code, `${error.message}; ${UNCHANGED}`);
    return { ...believing, findObstacles: (restarting) => ofAll(restarting, unusable) };
  }
}

const believing: RestartLogins = {
  findObstacles: () => new Map(),
  proof: { find: async (restarting) => ofAll(restarting, null), patienceMs: () => 0, bootIds: noBootIds },
  forget: () => {},
};

function loggingIn(key: LoginKey, { rotation, clock, deadlines }: Means): RestartLogins {
  const { user, address, trustFirstHostKey } = rotation;
  const observedOf = ({ sighting }: Restarting) => sighting.observed;
  const hostKeys = new Map<Restarting, readonly string[]>();
  const asked = { key, user, address, trustFirstHostKey, clock, deadlines, observedOf, hostKeys };
  const obstacleOf = (one: Restarting, isHandedOver: boolean) => {
    const observed = observedOf(one);
    if (isTagged(observed) && (isHandedOver || observed.status !== 'Running')) return null;
    // There is no agent in these that could read it.
    return findLoginObstacle(observed, address) ?? (trustFirstHostKey ? null : hostKeyUnknown);
  };
  return {
    findObstacles: (restarting, isHandedOver) =>
      new Map(
        restarting.flatMap((one): [Restarting, Verdict][] => {
          const obstacle = obstacleOf(one, isHandedOver);
          return obstacle ? [[one, obstacle]] : [];
        }),
      ),
    proof: {
      find: async (restarting) => {
        const proofs = await proveByLogins(restarting, { ...asked, action: 'attach' });
        for (const [one, { isInForce }] of proofs) if (isInForce !== null) one.isSeenByLogin = true;
        return new Map([...proofs].map(([one, { flaw }]) => [one, flaw]));
      },
      patienceMs: loginPatienceMs,
      bootIds: noBootIds,
    },
    forget: () => key.forget(),
  };
}
