import type { Outcome } from '../change/report.ts';
import { failed, skipped, succeeded, undecided, type Verdict } from '../change/verdict.ts';
import { onCloudError } from '../cloud/errors.ts';
import type { Decision } from '../fleet/decision.ts';
import { atEachPlace, placeIn } from '../instances/place.ts';
import { chunk } from '../lists.ts';
import { products } from '../products/index.ts';
import type { Power, PowerResult } from '../products/product.ts';
import { idsOf, type Sighting } from '../products/sighting.ts';
import { isTagged, lastBegunMs, RESTART_PATIENCE_MS, untagAfterRestart } from '../restart/tag.ts';
import type { AutoAttachRun } from './context.ts';
import { toSubject } from './subject.ts';

/**
 * Whether a restart was begun and left, long ago, by a run that nothing finishes any more: fleet.yaml does not select the
 * instance now, or says that it is to be left alone. Only products that are stopped for a change can leave one stopped.
 */
export function isStray({ product, observed }: Sighting, decision: Decision, nowMs: number): boolean {
  if (products[product].attachWhileRunning || decision.do === 'attach' || !isTagged(observed)) return false;
  return nowMs - (lastBegunMs(observed) ?? Number.NEGATIVE_INFINITY) >= RESTART_PATIENCE_MS;
}

/** Starts the stopped ones with what they carry, and takes the marks off those that run. What is refused is tried again. */
export async function bringBack(strays: readonly Sighting[], run: AutoAttachRun): Promise<Outcome[]> {
  if (run.dryRun) return strays.map((one) => outcomeOf(one, isStopped(one) ? WOULD : RUNS));
  const started = await atEachPlace(strays, placeIn(run.drivers), async ({ driver, regionId }, here) => {
    const stopped = here.filter(isStopped);
    const running = here.filter(({ observed }) => observed.status === 'Running');
    const [results] = await Promise.all([
      startAll(driver.power, regionId, idsOf(stopped)),
      running.length > 0 && untagAfterRestart(driver, regionId, idsOf(running)).catch(onCloudError(() => {})),
    ]);
    return stopped.map((one) => [one, judge(results.get(one.observed.instanceId))] as const);
  });
  const verdicts = new Map(started.flat());
  return strays.map((one) => outcomeOf(one, verdicts.get(one) ?? RUNS));
}

const isStopped = ({ observed }: Sighting) => observed.status === 'Stopped';

async function startAll(power: Power, regionId: string | null, ids: readonly string[]) {
  const calls = chunk(ids, power.maxInstancesPerCall).map((some) => power.start(regionId, some));
  return new Map((await Promise.all(calls)).flatMap((some) => [...some]));
}

const WOULD = skipped('WouldStart', 'would start it with what it carries: a restart has left it stopped');
const RUNS = skipped('RestartFinished', 'a restart had left its mark on it');

function judge(result: PowerResult | undefined): Verdict {
  if (result?.accepted === 'yes') return succeeded('started with what it carries: a restart had left it stopped');
  if (result?.accepted === 'no') return failed(result.code, `not started: ${result.message}`, result.requestId);
  return undecided('it was asked to start, and no answer came');
}

function outcomeOf(sighting: Sighting, verdict: Verdict): Outcome {
  const { keyPairName = null } = sighting.observed;
  const attached = keyPairName ? 'yes' : 'no';
  const seen = {
    keyPairName,
    keyPairId: null,
    attached,
    effective: 'unknown',
    seenBy: 'readBack',
    replaced: null,
  } as const;
  return { ...toSubject(sighting), ...verdict, ...seen };
}
