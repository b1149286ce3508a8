import { HostError } from '../errors.ts';
import type { HostRequest } from './request.ts';

/** What the headers of an asynchronous call have in common, whichever API's they are. */

const TASK_ID = /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/;

export function header({ headers }: HostRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Source: Function Compute, `x-fc-invocation-type`. */
export function isAsync(request: HostRequest): boolean {
  return header(request, 'x-fc-invocation-type')?.toLowerCase() === 'async';
}

/** The caller's own id of a task; undefined when none was given. @throws HostError 400 `InvalidArgument` */
export function readTaskId(request: HostRequest, name: string): string | undefined {
  const given = header(request, name);
  if (given === undefined || TASK_ID.test(given)) return given;
  throw new HostError(400, 'InvalidArgument', `${name} is not a task id`);
}

/**
 * Seconds. Source: Function Compute, asynchronous invocation, deferred invocation: `x-fc-async-delay`, 0 to 3600.
 * @throws HostError 400 `InvalidArgument`
 */
export function readDelay(request: HostRequest): number {
  const given = header(request, 'x-fc-async-delay') ?? '0';
  if (/^\d{1,4}$/.test(given) && Number(given) <= 3600) return Number(given);
  throw new HostError(400, 'InvalidArgument', 'x-fc-async-delay is not a whole number of seconds from 0 to 3600');
}
