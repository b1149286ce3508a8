import { CloudError } from '../cloud/errors.ts';
import type { ScalingMember } from '../cloud/ess/standby.ts';
import { failed, LEFT, unknown, type Verdict } from '../verdict.ts';
import type { NotThere } from './lifecycle.ts';

type Why = ScalingMember | CloudError | string;

const describe = (why: Why) =>
  typeof why === 'string' ? why : why instanceof CloudError ? why.message : `it is ${why.state} there`;

const outOfTime = unknown(LEFT.underWay, 'left in its scaling group for want of time; the same request again goes on');

const say =
  (code: string, before: string, after: string) =>
  (why: Why): Verdict => {
    if (!(why instanceof CloudError)) return failed(code, `${before}: ${describe(why)}; ${after}`);
    return why.fate === 'deadline' ? outOfTime : failed(code, `${before}: ${why.message}; ${after}`, why.requestId);
  };

export const unseen = say(
  'ScalingGroupUnseen',
  'not restarted, because whether a scaling group would replace it could not be seen',
  'let the function call ess:DescribeScalingInstances; the change is in force from its next start on',
);

const refused = say(
  'ScalingGroupRefused',
  'not restarted, because its scaling group would replace it and does not put it on standby',
  'put it on standby and restart it by hand; the change is in force from its next start on',
);

/** What was taken may still come, so that its marks have to stay. */
export function notOnStandby({ why, isAsked }: NotThere): Verdict {
  if (!isAsked || (why instanceof CloudError && why.fate === 'deadline')) return refused(why);
  const requestId = why instanceof CloudError ? why.requestId : null;
  const message = `not restarted yet: its scaling group was asked to put it on standby and has not shown it, ${describe(why)}`;
  return unknown(LEFT.underWay, `${message}; the same request again goes on`, requestId);
}

export const untaggable = (error: CloudError) => refused(error);

export const notBack = say(
  'StandbyNotLeft',
  'still on standby in its scaling group',
  'the same request again, or ExitStandby by hand, puts it back in service once it runs',
);

export const notUntagged = say(
  'StandbyMarkStays',
  'back in service, but its tag keyfleet:restart-standby could not be taken off',
  'before you put it on standby by hand, send the same request again or take the tag off',
);

export const heldByOther = unknown(
  LEFT.underWay,
  'on standby for the restart of another run, which puts it back in service',
);
