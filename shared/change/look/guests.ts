import { askAgents } from '../../instances/agents.ts';
import { lookInside } from '../../instances/inside.ts';
import { instanceIn } from '../../instances/place.ts';
import type { Time } from '../../instances/scripts.ts';
import type { Drivers } from '../../products/drivers.ts';
import { products } from '../../products/index.ts';
import type { Command } from '../command.ts';
import { proofOf } from '../plan/lock-out.ts';
import type { Inside, Item } from '../plan/step.ts';
import { alreadyDone } from '../verdict.ts';
import { isGuestConcerned } from './control-plane.ts';

export interface LookContext extends Time {
  readonly drivers: Drivers;
}

/**
 * Looks inside the instances where the decision hangs on it, through Cloud Assistant: whether the agent answers, and
 * which ways to log in there are. An attach online asks that in the script that adds the key. Changes nothing.
 */
export async function inspectGuests(command: Command, items: readonly Item[], context: LookContext): Promise<Item[]> {
  if (!isGuestConcerned(command)) return [...items];
  const asked = items.filter((item) => isWorthAsking(command, item));
  const insides = await lookAt(asked, command, context);
  return items.map((item) => ({ ...item, inside: insides.get(item) }));
}

function isWorthAsking({ action, takeEffect, verify }: Command, { keyPair, observed, offLimits }: Item): boolean {
  if (offLimits || !observed || observed.status !== 'Running' || observed.os === 'windows') return false;
  if (!products[keyPair.product].remoteCommands) return false;
  const isConcerned = action === 'detach' || verify.by !== 'none';
  return takeEffect === 'online' || (isConcerned && !alreadyDone(action, keyPair, observed));
}

async function lookAt(
  items: readonly Item[],
  { action, dryRun, takeEffect, user, verify }: Command,
  context: LookContext,
) {
  const { drivers, clock, deadlines } = context;
  const spotOf = instanceIn(drivers);
  const whereOf = ({ keyPair, instanceId }: Item) => spotOf({ ...keyPair, instanceId });
  if (action === 'detach' || dryRun || takeEffect !== 'online') {
    const publicKeyOf = ({ publicKey }: Item) => publicKey;
    return lookInside(items, whereOf, { user, proof: proofOf(verify), publicKeyOf, clock, deadlines });
  }
  const agents = await askAgents(items, whereOf);
  return new Map(items.map((item): [Item, Inside] => [item, { agent: agents.get(item) === true, report: null }]));
}
