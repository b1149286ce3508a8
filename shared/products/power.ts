import { type CloudError, isPassing, onCloudError } from '../cloud/errors.ts';
import { inHalves, ofAll } from '../lists.ts';

/** What became of asking one instance to change its power state. */
export interface PowerResult {
  /**
   * - `yes`: the change has begun; it takes a while, so poll.
   * - `no`: nothing was changed, `code` says why (`NotStarted`: the invocation has no time left for the call).
   * - `unknown`: the call was sent and no answer tells; look at the instance before asking again.
   */
  readonly accepted: 'yes' | 'no' | 'unknown';
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
}

/** One result for each instance asked, by id. */
export type PowerResults = Map<string, PowerResult>;

/**
 * Changes power states. Each method takes at most `maxInstancesPerCall` instances and never throws CloudError: a call
 * that fails is the result of its instances. Graceful unless `force`, which is as pulling the plug.
 */
export interface Power {
  readonly maxInstancesPerCall: number;
  /** Needs `Running`. */
  stop(regionId: string | null, instanceIds: readonly string[], force: boolean): Promise<PowerResults>;
  /** Needs `Stopped`. */
  start(regionId: string | null, instanceIds: readonly string[]): Promise<PowerResults>;
  /** Needs `Running`. */
  reboot(regionId: string | null, instanceIds: readonly string[], force: boolean): Promise<PowerResults>;
}

/**
 * Refusals that may be about some of the instances only. The batch operations document none of their own, so these are
 * the codes of ECS 2014-05-26 StartInstance, StopInstance and RebootInstance.
 */
const ABOUT_INSTANCES = /Instance|^OperationDenied|^Invalid(Parameter|ResourceId)/;

/** Sends a call for many; when it is refused because of some instances, halves find out which. */
export function askTogether(
  instanceIds: readonly string[],
  send: (instanceIds: readonly string[]) => Promise<PowerResults>,
): Promise<PowerResults> {
  const askHalves = async (error: CloudError) => {
    const isShared = error.fate !== 'refused' || !ABOUT_INSTANCES.test(error.code);
    if (isShared || instanceIds.length === 1) return ofAll(instanceIds, failed(error));
    return inHalves(instanceIds, (half) => askTogether(half, send));
  };
  return send(instanceIds).catch(onCloudError(askHalves));
}

/**
 * Reads the code of one instance: 0 (ENS) and 200 (ECS) are success, as an absent one is; a passing fault of the
 * cloud's own tells nothing.
 */
export function toPowerResult(row: { Code?: unknown; Message?: unknown }, requestId: string | null): PowerResult {
  const [code, message] = [toText(row.Code) || '200', toText(row.Message)];
  if (code === '200' || code === '0') return { accepted: 'yes', code, message, requestId };
  return { accepted: isPassing(code) ? 'unknown' : 'no', code, message, requestId };
}

/** The answer does not name the instance. */
export function untold(requestId: string | null): PowerResult {
  return { accepted: 'unknown', code: 'NoAnswer', message: 'the answer does not name this instance', requestId };
}

function failed({ fate, code, message, requestId }: CloudError): PowerResult {
  const isOpen = fate === 'lost' || fate === 'unavailable';
  return { accepted: isOpen ? 'unknown' : 'no', code, message, requestId };
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
