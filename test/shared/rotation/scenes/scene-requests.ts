import { CloudError } from '../../../../shared/cloud/errors.ts';
import type { Fleet } from '../../../../shared/fleet/fleet.ts';
import type { RotationReport, RotationStatus } from '../../../../shared/rotation/report/report.ts';
import { readRotation } from '../../../../shared/rotation/requests/command.ts';
import { runRotation } from '../../../../shared/rotation/requests/run.ts';
import type { Invocation } from '../../../../shared/runtime/invocation.ts';
import type { InvokeLater, Later } from '../../../../shared/runtime/invoke-later.ts';
import { type CrashPoint, doom, heedCalls, type OnCall } from '../../../crash.ts';
import type { ClientKey } from '../../../local/guest/ssh-client.ts';
import { seen } from '../../../secrets/seen.ts';
import { powerAtRest } from './power-at-rest.ts';
import type { SceneCloud } from './scene-cloud.ts';

const EVERY_SECONDS = 20;
const MOST_FOLLOW_UPS = 30;

/** What the function is asked, by its timer, by a person or by itself. */
export interface SceneRequests {
  /** The follow-ups that ticks asked for, oldest first; each task once, as the platform has it. */
  readonly followUps: readonly Later[];
  /** Runs a request as the function does, without its HTTP. */
  ask(request: object): Promise<RotationStatus>;
  /** The same by another deployment: of another fleet, account or function, or in another region. */
  askAs(other: OtherDeployment, request: object): Promise<RotationReport>;
  /** One tick of the timer. */
  tick(onCall?: OnCall): Promise<RotationStatus>;
  /** Lets the time of the last follow-up come and runs it; again and again, until none is asked for any more. */
  follow(most?: number): Promise<RotationStatus>;
  /** A tick whose worker dies at that point: whether it got there, and the calls that it made. */
  tickDoomed(point?: CrashPoint): Promise<{ readonly calls: readonly string[]; readonly hasDied: boolean }>;
}

/** How another deployment differs from the scene's own. */
export interface OtherDeployment {
  /** The lines of its fleet.yaml before its key pairs. */
  readonly head?: string;
  readonly of?: Partial<Pick<Invocation, 'accountId' | 'functionName' | 'regionId'>>;
}

/** Whether the platform calls the function again: `refused` when it may not; undefined: nobody can be asked. */
export type CallsAgain = 'taken' | 'refused' | undefined;

/** What requests are run with. */
export interface Running {
  /** The fleet whose file has these lines before its key pairs; without any, the scene's own. */
  fleetWith(head?: string): Fleet;
  /** Starts an invocation of the function. */
  invocation(): Invocation;
  makeKey(): Promise<ClientKey>;
  readonly callsAgain: CallsAgain;
}

export function openRequests(
  stage: SceneCloud,
  { fleetWith, invocation, makeKey, callsAgain }: Running,
): SceneRequests {
  const fleet = fleetWith();
  const { followUps, invoke } = followUpsWhere(callsAgain);
  const again = callsAgain ? { invoke, everySeconds: EVERY_SECONDS } : null;
  const ask = async (request: object, of = invocation()) => {
    const running = runRotation(readRotation(request, fleet), of, fleet, { makeKey, again });
    const { keyPairs } = await seen('report of a rotation', running);
    const [status] = keyPairs;
    if (!status) throw new Error('no key pair is rotated');
    return status;
  };
  return {
    followUps,
    ask: (request) => ask(request),
    askAs: ({ head, of }, request) => {
      const other = fleetWith(head);
      return runRotation(readRotation(request, other), { ...invocation(), ...of }, other, { makeKey, again });
    },
    tick: (onCall) => ask({ action: 'tick' }, onCall ? heedCalls(invocation(), onCall) : invocation()),
    follow: async (most = MOST_FOLLOW_UPS) => {
      for (let asked = followUps.length, times = 1; ; asked = followUps.length, times++) {
        // After a jump of the clock that may take hours: the tick is to cope with that.
        await powerAtRest(stage.cloud, 100).catch(() => {});
        stage.passedMs += (followUps.at(-1)?.delaySeconds ?? 0) * 1000;
        const status = await ask(followUps.at(-1)?.payload ?? { action: 'tick' });
        if (followUps.length === asked || times === most) return status;
      }
    },
    tickDoomed: async (point) => {
      const { invocation: of, died, calls } = doom(invocation(), point);
      const end = await Promise.race([ask({ action: 'tick' }, of), died]);
      return { calls: calls(), hasDied: end === 'died' };
    },
  };
}

/** The platform's queue of follow-ups, and how it is asked for one. */
function followUpsWhere(callsAgain: CallsAgain) {
  const followUps: Later[] = [];
  const invoke: InvokeLater = async (later) => {
    if (callsAgain === 'refused') throw new CloudError({ fate: 'refused', code: 'AccessDenied', message: 'no' });
    if (!followUps.some(({ task }) => task === later.task)) followUps.push(later);
  };
  return { followUps, invoke };
}
