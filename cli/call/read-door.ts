import { UsageError } from '../usage.ts';
import { type DoorName, doorNames } from './door.ts';

/** `parseArgs` definition of how functions are reached. */
export const doorOptions = { invoke: { type: 'string' }, service: { type: 'string' } } as const;

/** @throws UsageError */
export function readDoor(
  given: string | undefined,
  service: string | undefined,
): { invoke: DoorName; service: string | undefined } {
  const invoke = given === undefined ? 'http' : doorNames.find((name) => name === given);
  if (!invoke) throw new UsageError(`--invoke: expected ${doorNames.join(', ')}, got ${JSON.stringify(given)}`);
  if (invoke === 'fc2' && service === undefined)
    throw new UsageError("--invoke fc2 needs --service, the functions' service");
  if (invoke !== 'fc2' && service !== undefined) throw new UsageError('--service goes with --invoke fc2 only');
  return { invoke, service };
}
