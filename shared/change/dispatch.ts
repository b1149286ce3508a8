import { essApi } from '../cloud/ess/api.ts';
import { createStandby } from '../cloud/ess/standby.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { managerIn } from '../fleet/match.ts';
import { openDrivers } from '../products/drivers.ts';
import { isClaimedByOther } from '../restart/claim.ts';
import type { Invocation } from '../runtime/invocation.ts';
import { act, openLogins, type Track } from './act/index.ts';
import { claimantOf } from './claimant.ts';
import type { Command } from './command.ts';
import { checkRequest, refuseInstance } from './direct.ts';
import { openGenerations } from './generations/generations.ts';
import { observe } from './look/control-plane.ts';
import { inspectGuests } from './look/guests.ts';
import { findLeaving } from './look/leaving.ts';
import { addManagedBy } from './managed-by.ts';
import { outcomeOfTrack, outcomeOfUntouched } from './outcome.ts';
import { makePlan } from './plan/plan.ts';
import type { Item, Untouched } from './plan/step.ts';
import { makeReport, type Report } from './report.ts';

/**
 * Runs an attach or detach command: looks, plans, acts, and reports one outcome per instance.
 * @param fleet says what requests may do, which generation of a rotated key pair is meant, where secrets are, and which
 * instances would get a key pair again after a detach
 * @throws NotAllowedError
 */
export async function dispatch(command: Command, invocation: Invocation, fleet?: Fleet): Promise<Report> {
  const { clock, deadlines, requestId } = invocation;
  checkRequest(command, fleet);
  const drivers = openDrivers(invocation);
  const generations = fleet ? openGenerations(fleet, invocation) : null;
  const { items: seen, unseen } = await observe(command, { drivers, generations });
  const items = seen.map((item) => ({
    ...item,
    offLimits: refuseInstance(command, item, fleet),
    isTaken: isTaken(command, item, invocation),
  }));
  const inspected = await inspectGuests(command, items, { drivers, clock, deadlines });
  const context = fleet && generations && { fleet, generations, drivers };
  const { steps, untouched } = makePlan(command, context ? await findLeaving(command, inspected, context) : inspected);
  const regionId = fleet?.secrets.regionId ?? invocation.regionId;
  const logins = openLogins(command.verify, { ...invocation, regionId });
  const scaling = createStandby(invocation.cloud(essApi));
  const means = { command, drivers, clock, deadlines, logins, requestId, scaling };
  const tracks = await act(steps, means).finally(logins.forget);
  const outcomes = [
    ...[...unseen, ...untouched].map((one: Untouched) => outcomeOfUntouched(command.action, one)),
    ...tracks.map((track: Track) => outcomeOfTrack(command.action, track)),
  ];
  const isRemarked = fleet && command.action === 'detach';
  const remarked = isRemarked ? outcomes.map(addManagedBy(managerIn(fleet), items)) : outcomes;
  return makeReport(command, remarked, requestId);
}

/** Another run is restarting it. */
function isTaken({ action }: Command, item: Item, { clock, requestId }: Invocation): boolean {
  const { observed } = item;
  return observed !== undefined && isClaimedByOther(observed, claimantOf(action, item, requestId), clock.now());
}
