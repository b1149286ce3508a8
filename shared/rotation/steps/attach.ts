import { callUntilClear } from '../../change/act/call-until-clear.ts';
import type { Verdict } from '../../change/verdict.ts';
import { isForeign, isIgnored } from '../../fleet/match.ts';
import { observeAgain } from '../../instances/look.ts';
import { atEachPlace, type Place, placeIn } from '../../instances/place.ts';
import type { Generation } from '../../ledger/ledger.ts';
import { chunk } from '../../lists.ts';
import { products } from '../../products/index.ts';
import type { Sighting } from '../../products/sighting.ts';
import { idsOf, keyOf } from '../../products/sighting.ts';
import type { Journal } from '../journal.ts';
import type { Tools } from '../open-tick.ts';
import type { Means } from '../tick-context.ts';

/**
 * Attaches a generation to instances that accept its key: from then on "attached" means "verified". They are looked at
 * once more right before, because what somebody else attached meanwhile is left alone. Returns those that carry it now.
 */
export async function attach(generation: Generation, verified: readonly Sighting[], tools: Tools): Promise<Sighting[]> {
  const now = new Map((await observeAgain(verified, tools.drivers)).map((one) => [keyOf(one), one]));
  const due = [...now.values()].filter((one) => isDue(one, generation, tools));
  const attached = new Set<string>();
  await atEachPlace(due, placeIn(tools.drivers), async (place, here) => {
    const batches = chunk(here, products[place.product].maxInstancesPerCall);
    const attaching = batches.map(async (batch) => {
      const verdicts = await attachHere(generation, idsOf(batch), place, tools);
      noteVerdicts(generation, batch, verdicts, tools.journal);
      for (const one of batch) {
        if (verdicts.get(one.observed.instanceId)?.status === 'succeeded') attached.add(keyOf(one));
      }
    });
    await Promise.all(attaching);
  });
  return verified.filter((one) => {
    return attached.has(keyOf(one)) || now.get(keyOf(one))?.observed.keyPairName === generation.name;
  });
}

function isDue({ observed }: Sighting, { name }: Generation, { keyPair }: Means): boolean {
  if (isIgnored(observed) || isForeign(keyPair, observed)) return false;
  return observed.keyPairName !== undefined && observed.keyPairName !== name;
}

function attachHere({ name }: Generation, ids: readonly string[], place: Place, { clock }: Means) {
  const { product, regionId, driver } = place;
  const keyPair = { product, regionId, keyPairName: name, keyPairId: null };
  const job = { action: 'attach', clientToken: null, keyPair, clock, product: products[product], driver } as const;
  return callUntilClear(job, ids);
}

function noteVerdicts(
  { name }: Generation,
  batch: readonly Sighting[],
  verdicts: ReadonlyMap<string, Verdict>,
  journal: Journal,
) {
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
