import type { FileProblem } from '../../shared/fleet/file/read.ts';
import type { Fleet } from '../../shared/fleet/fleet.ts';
import type { Position } from '../../shared/yaml.ts';
import type { Subject } from './spec/rules.ts';

/**
 * What only both files together show, said of `fleet.yaml`: a rotation needs a deployed function with a timer.
 * @param locate where a path of `fleet.yaml` stands
 */
export function crossCheck(
  fleet: Fleet,
  functions: readonly Subject[],
  locate: (path: (string | number)[]) => Position,
): FileProblem[] {
  const rotate = functions.find(({ props }) => props.code === './dist/rotate');
  if (rotate?.props.triggers.some(({ triggerType }) => triggerType === 'timer')) return [];
  return fleet.keyPairs.flatMap(({ rotation }, at) => {
    if (!rotation) return [];
    const path = ['keyPairs', at, 'rotation'];
    const message = 'expected a function in s.yaml with the code ./dist/rotate and a timer, or nothing rotates';
    return [{ ...locate(path), path: path.join('.'), message }];
  });
}
