import { isPassing, onCloudError } from '../../cloud/errors.ts';
import { atEachPlace, placeIn } from '../../instances/place.ts';
import { groupBy } from '../../lists.ts';
import type { Sighting } from '../../products/sighting.ts';
import { idsOf } from '../../products/sighting.ts';
import type { Entry } from '../journal.ts';
import { FAILING_TAG, readFailing, writeFailing } from '../state/failing-mark.ts';
import type { Means } from '../tick-context.ts';

/** What failed in some instances, and for which generation. */
export interface Failures {
  readonly generation: string;
  readonly entries: readonly Entry[];
}

/** Failures that say nothing of the instance. */
const NOT_OF_THE_INSTANCE = new Set(['NotStarted', 'NoAnswer', 'Unknown', 'ChangedMeanwhile', 'LoginNotTried']);

/** Counts on instances that they failed: they go to the end of the line, and after a few times they are not waited for. */
export async function markFailing({ generation, entries }: Failures, some: readonly Sighting[], means: Means) {
  const codes = new Map(entries.filter(isOfTheInstance).map((entry) => [entry.instanceId, entry.code]));
  const failed = some.filter(({ observed }) => codes.has(observed.instanceId));
  const valueOf = ({ observed }: Sighting) => {
    const count = (readFailing(observed, generation)?.count ?? 0) + 1;
    return writeFailing({ generation, count, atMs: means.clock.now(), code: codes.get(observed.instanceId) ?? '' });
  };
  await atEachPlace(failed, placeIn(means.drivers), async ({ driver, regionId }, here) => {
    const tagging = groupBy(here, valueOf).map((alike) =>
      driver.tag(regionId, idsOf(alike), { [FAILING_TAG]: valueOf(alike[0]) }).catch(onCloudError(() => {})),
    );
    await Promise.all(tagging);
  });
}

function isOfTheInstance({ status, code, step }: Entry): boolean {
  return status === 'failed' && step !== 'tag' && !NOT_OF_THE_INSTANCE.has(code) && !isPassing(code);
}
