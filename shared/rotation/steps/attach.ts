import type { Sighting } from '../../fleet/match.ts';
import { isForeign, isIgnored } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { products } from '../../products/index.ts';
import { chunk } from '../../products/pages.ts';
import { settle } from '../../settle.ts';
import type { Journal } from '../journal.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';
import { idsOf, keyOf, lookAgain, placeOf } from '../sight.ts';

/**
 * Attaches a generation to instances that accept its key: from then on "attached" means "verified". They are looked at
 * once more right before, because what somebody else attached meanwhile is left alone.
 */
export async function attach(
  generation: Generation,
  verified: readonly Sighting[],
  journal: Journal,
  means: Means,
): Promise<void> {
  const now = new Map((await lookAgain(verified, means)).map((one) => [keyOf(one), one]));
  const due = verified.flatMap((one) => now.get(keyOf(one)) ?? []).filter((one) => isDue(one, generation, means));
  const batches = groupBy(due, placeOf).flatMap((here) => chunk(here, limitOf(here)));
  await Promise.all(batches.map((batch) => attachHere(generation, batch, journal, means)));
}

function isDue({ observed }: Sighting, { name }: Generation, { keyPair }: Means): boolean {
  if (isIgnored(observed) || isForeign(keyPair, observed)) return false;
  return observed.keyPairName !== undefined && observed.keyPairName !== name;
}

const limitOf = ([first]: readonly Sighting[]) => (first ? products[first.product].maxInstancesPerCall : 1);

async function attachHere({ name }: Generation, batch: readonly Sighting[], journal: Journal, means: Means) {
  const [first] = batch;
  if (!first) return;
  const { product, regionId } = first;
  const driver = means.drivers[product];
  const keyPair = { product, regionId, keyPairName: name, keyPairId: null };
  const job = {
    action: 'attach',
    clientToken: null,
    keyPair,
    clock: means.clock,
    product: products[product],
    driver,
  } as const;
  const verdicts = await settle(job, idsOf(batch));
  for (const sighting of batch) {
    const verdict = verdicts.get(sighting.observed.instanceId);
    const isDone = verdict?.status === 'succeeded';
    journal.note(sighting, {
      step: 'attach',
      generation: name,
      status: isDone ? 'done' : 'failed',
      code: verdict?.code ?? 'Unknown',
      message: verdict?.message ?? 'nothing is known of what became of it',
      how: isDone ? 'answer' : null,
      cloudRequestIds: verdict?.cloudRequestId ? [verdict.cloudRequestId] : [],
    });
  }
}
