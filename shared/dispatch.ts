import type { Command } from './command.ts';
import type { Invocation } from './invocation.ts';
import { type Drivers, look } from './look.ts';
import { type Item, makePlan, type Settled } from './plan.ts';
import { productNames, products } from './products/index.ts';
import { makeReport, type Outcome, type Report } from './report.ts';
import { settle } from './settle.ts';

/** Runs an attach or detach command: looks, plans, acts, and reports one outcome per instance. */
export async function dispatch(command: Command, invocation: Invocation): Promise<Report> {
  const drivers = openDrivers(invocation);
  const { items, unseen } = await look(command, drivers);
  const { batches, settled } = makePlan(command, items);
  const acted = await Promise.all(batches.map((batch) => act(command, batch, drivers, invocation)));
  const outcomes = [unseen, settled, ...acted].flatMap((some) => some.map((one) => toOutcome(command, one)));
  return makeReport(command, outcomes, invocation.requestId);
}

function openDrivers({ cloud }: Invocation): Drivers {
  const entries = productNames.map((name) => [name, products[name].createDriver(cloud(products[name]))]);
  return Object.fromEntries(entries) as Drivers;
}

async function act({ action, clientToken }: Command, batch: readonly Item[], drivers: Drivers, { clock }: Invocation) {
  const [first] = batch;
  if (!first) return [];
  const { keyPair } = first;
  const job = {
    action,
    clientToken,
    keyPair,
    clock,
    product: products[keyPair.product],
    driver: drivers[keyPair.product],
  };
  const verdicts = await settle(
    job,
    batch.map(({ instanceId }) => instanceId),
  );
  return batch.flatMap((item): Settled[] => {
    const verdict = verdicts.get(item.instanceId);
    return verdict ? [{ item, verdict }] : [];
  });
}

function toOutcome({ action }: Command, { item, verdict }: Settled): Outcome {
  const { product, regionId, keyPairName, keyPairId } = item.keyPair;
  const isChanged = verdict.status === 'succeeded';
  const carried = item.observed?.keyPairName ?? null;
  const isReplaced = action === 'attach' && (isChanged || verdict.code === 'WouldReplace');
  return {
    product,
    regionId,
    instanceId: item.instanceId,
    keyPairName,
    keyPairId,
    ...verdict,
    effective: isChanged ? 'afterStart' : verdict.status === 'failed' ? 'no' : 'unknown',
    replaced: isReplaced && carried !== keyPairName ? carried : null,
  };
}
