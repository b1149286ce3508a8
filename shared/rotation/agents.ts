import { CloudError } from '../cloud/errors.ts';
import type { Sighting } from '../fleet/match.ts';
import { groupBy } from '../group.ts';
import type { Means } from './means.ts';
import { idsOf, placeOf } from './sight.ts';

/** Whether agents answer, by instance id. Where that cannot be asked it is not known, and absent. */
export async function askAgents(sightings: readonly Sighting[], { drivers }: Means): Promise<Map<string, boolean>> {
  const asked = groupBy(sightings, placeOf).map(async (here) => {
    const [first] = here;
    const commands = first && drivers[first.product].commands;
    if (!first || !commands) return [];
    try {
      return [...(await commands.agents(first.regionId, idsOf(here)))];
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return [];
    }
  });
  return new Map((await Promise.all(asked)).flat());
}
