import type { Clock } from './cloud/clock.ts';
import { CloudError } from './cloud/errors.ts';
import type { Deadlines } from './cloud/rpc.ts';
import type { Command } from './command.ts';
import { groupBy } from './group.ts';
import { isReport, runInGuests } from './guest/run.ts';
import { inspectScript } from './guest/scripts.ts';
import { type Drivers, isGuestConcerned } from './look.ts';
import type { Inside, Item } from './plan.ts';
import { products } from './products/index.ts';
import type { Commands } from './products/product.ts';
import { alreadyDone } from './verdict.ts';

export interface Means {
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
}

/**
 * Looks inside the instances where the decision hangs on it, through Cloud Assistant: whether the agent answers, and
 * before a detach or in a dry run also who can log in. Changes nothing.
 */
export async function lookInside(command: Command, items: readonly Item[], means: Means): Promise<Item[]> {
  if (!isGuestConcerned(command)) return [...items];
  const places = groupBy(
    items.filter((item) => isWorthAsking(command, item)),
    ({ keyPair }) => JSON.stringify([keyPair, command.user]),
  );
  const seen = await Promise.all(places.map((some) => lookInSome(command, some, means)));
  const insides = new Map(seen.flatMap((some) => [...some]));
  return items.map((item) => ({ ...item, inside: insides.get(item) }));
}

function isWorthAsking({ action, takeEffect }: Command, { keyPair, observed }: Item): boolean {
  if (!observed || observed.status !== 'Running' || observed.os === 'windows') return false;
  if (!products[keyPair.product].remoteCommands) return false;
  return takeEffect === 'online' || (action === 'detach' && !alreadyDone(action, keyPair, observed));
}

async function lookInSome(command: Command, items: readonly Item[], means: Means): Promise<Map<Item, Inside>> {
  const [first] = items;
  const commands = first && means.drivers[first.keyPair.product].commands;
  if (!first || !commands) return new Map();
  const { regionId } = first.keyPair;
  const alive = await agentsOf(commands, regionId, items);
  const insides = new Map<Item, Inside>(
    items.map((item) => [item, { agent: alive.has(item.instanceId), report: null }]),
  );
  if (command.action !== 'detach' && !command.dryRun) return insides;
  const { publicKey } = first;
  const script = inspectScript({ user: command.user, ...(publicKey && { publicKey }) });
  const within = { clock: means.clock, endMs: means.deadlines.readsMs };
  const answers = await runInGuests(commands, regionId, [...alive], script, within);
  for (const item of items) {
    const answer = answers.get(item.instanceId);
    if (isReport(answer) && answer.ok) insides.set(item, { agent: true, report: answer });
  }
  return insides;
}

/** Agents that answer. Where even that cannot be asked, none does. */
async function agentsOf(commands: Commands, regionId: string | null, items: readonly Item[]): Promise<Set<string>> {
  try {
    const agents = await commands.agents(
      regionId,
      items.map(({ instanceId }) => instanceId),
    );
    return new Set([...agents].flatMap(([id, isAlive]) => (isAlive ? [id] : [])));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return new Set();
  }
}
