import type { Fleet } from '../fleet/fleet.ts';
import type { Invocation } from '../invocation.ts';
import type { Drivers } from '../look.ts';

/** What the parts of one run share. */
export interface Means {
  readonly fleet: Fleet;
  readonly invocation: Invocation;
  readonly drivers: Drivers;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
  /** Until when instances that are not ready are waited for, epoch milliseconds. */
  readonly waitUntilMs: number;
  /** The generation to attach, by logical name: the newest promoted one. */
  readonly currentOf: (name: string) => string;
  /** How many more instances this run may change: `limits.maxInstances` at first. */
  allowance: number;
}
