import { act, openLogins, type Track } from './act/index.ts';
import type { Command } from './command.ts';
import type { Fleet } from './fleet/fleet.ts';
import { remarkOn } from './fleet/remark.ts';
import type { Invocation } from './invocation.ts';
import { type Drivers, look } from './look.ts';
import { lookInside } from './look-inside.ts';
import { outcomeOfSettled, outcomeOfTrack } from './outcome.ts';
import { makePlan, type Settled } from './plan.ts';
import { productNames, products } from './products/index.ts';
import { makeReport, type Report } from './report.ts';

/**
 * Runs an attach or detach command: looks, plans, acts, and reports one outcome per instance.
 * @param fleet what says of detached instances that they would be attached again
 */
export async function dispatch(command: Command, invocation: Invocation, fleet?: Fleet): Promise<Report> {
  const { clock, deadlines } = invocation;
  const drivers = openDrivers(invocation);
  const { items, unseen } = await look(command, drivers);
  const { steps, settled } = makePlan(command, await lookInside(command, items, { drivers, clock, deadlines }));
  const logins = openLogins(command.verify, invocation);
  const tracks = await act(steps, { command, drivers, clock, deadlines, logins }).finally(logins.forget);
  const outcomes = [
    ...[...unseen, ...settled].map((one: Settled) => outcomeOfSettled(command.action, one)),
    ...tracks.map((track: Track) => outcomeOfTrack(command.action, track)),
  ];
  const remarked = fleet && command.action === 'detach' ? outcomes.map(remarkOn(fleet, items)) : outcomes;
  return makeReport(command, remarked, invocation.requestId);
}

/** What speaks to each product, with this invocation's credentials. */
export function openDrivers({ cloud }: Invocation): Drivers {
  const entries = productNames.map((name) => [name, products[name].createDriver(cloud(products[name]))]);
  return Object.fromEntries(entries) as Drivers;
}
