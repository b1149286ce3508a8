import { onCloudError } from '../cloud/errors.ts';
import { atEachPlace, type Spot } from './place.ts';

/**
 * Whether the Cloud Assistant agent of each instance answers. Absent are those of products without one, and those of a
 * place where that could not be asked.
 */
export async function askAgents<T>(items: readonly T[], whereOf: (item: T) => Spot): Promise<Map<T, boolean>> {
  const asked = await atEachPlace(items, whereOf, async ({ driver: { commands }, regionId }, here) => {
    const idOf = (item: T) => whereOf(item).instanceId;
    const agents = await commands?.agents(regionId, here.map(idOf)).catch(onCloudError(() => undefined));
    return here.flatMap((item): [T, boolean][] => {
      const answers = agents?.get(idOf(item));
      return answers === undefined ? [] : [[item, answers]];
    });
  });
  return new Map(asked.flat());
}
