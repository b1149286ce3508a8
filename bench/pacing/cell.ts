import type { StrategyName } from './strategies/index.ts';

/** A quota of AttachKeyPair, as the local cloud has it. */
export type CloudQuota = { rate: number; burst: number } | { limit: number; windowMs: number };

/** One measurement: who attaches how many instances, under which quota. */
export interface Cell {
  readonly strategy: StrategyName;
  readonly instances: number;
  /** None: nothing throttles. */
  readonly quota: CloudQuota | null;
  /** The quota is configured, as `KEYFLEET_QUOTAS` has it. */
  readonly known?: string;
  /** A second caller uses a quarter of the quota. */
  readonly shared?: boolean;
  /** The heap is sized for all of this machine's memory instead of a function's. */
  readonly heap?: 'machine';
}

/** What came of a cell. Times in milliseconds, memory in MB. */
export interface Result {
  readonly cell: Cell;
  /** From the first attach call's beginning, waiting for its turn included, to the last one's end. */
  readonly attachMs: number;
  /** All of it: looking, attaching, reporting. */
  readonly wholeMs: number;
  /** Every call to the cloud. */
  readonly allCalls: number;
  readonly calls: number;
  readonly throttled: number;
  /** Instances that do not carry the key pair at the end, by the cloud's own state. */
  readonly lost: number;
  /** Instances of which the caller says something else than the cloud's own state. */
  readonly misreported: number;
  /** Calls of the second caller, and those of them that were throttled. */
  readonly others: { readonly calls: number; readonly rejected: number } | null;
  readonly peakMb: number;
}

export const LATENCY_MS = 80;
export const PER_CALL = 50;
/** Share of a known quota that is used: the default of `KEYFLEET_QUOTA_SHARE`. */
export const SHARE = 0.7;

export const callsNeeded = ({ instances }: Cell) => Math.ceil(instances / PER_CALL);

/** The least time that the attach calls can take, in milliseconds. */
export function boundMs(cell: Cell): number {
  const { quota } = cell;
  const calls = callsNeeded(cell);
  if (!quota) return LATENCY_MS;
  if ('limit' in quota) return Math.floor((calls - 1) / quota.limit) * quota.windowMs + LATENCY_MS;
  return bucketMs(calls, cell.known ? scaled(quota) : quota);
}

const scaled = ({ rate, burst }: { rate: number; burst: number }) => ({ rate: SHARE * rate, burst: SHARE * burst });

const bucketMs = (calls: number, { rate, burst }: { rate: number; burst: number }) =>
  (Math.max(0, calls - burst) / rate) * 1000 + LATENCY_MS;
