import { UsageError } from '../usage.ts';
import { type InvokeName, invokeNames } from './invoke.ts';

/** `parseArgs` definition of how functions are reached. */
export const invokeOptions = { invoke: { type: 'string' }, service: { type: 'string' } } as const;

/** @throws UsageError */
export function readInvokeOptions(
  given: string | undefined,
  service: string | undefined,
): { invoke: InvokeName; service: string | undefined } {
  const invoke = given === undefined ? 'http' : invokeNames.find((name) => name === given);
  if (!invoke) throw new UsageError(`--invoke: expected ${invokeNames.join(', ')}, got ${JSON.stringify(given)}`);
  if (invoke === 'fc2' && service === undefined)
    throw new UsageError("--invoke fc2 needs --service, the functions' service");
  if (invoke !== 'fc2' && service !== undefined) throw new UsageError('--service goes with --invoke fc2 only');
  return { invoke, service };
}
