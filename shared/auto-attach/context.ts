import type { Fleet } from '../fleet/fleet.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Invocation } from '../runtime/invocation.ts';

/** What the parts of one run share. */
export interface AutoAttachRun {
  readonly fleet: Fleet;
  readonly invocation: Invocation;
  readonly drivers: Drivers;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
  /** Until when instances that are not ready are waited for, epoch milliseconds. */
  readonly waitUntilMs: number;
  /** The generation to attach, by logical name: the newest promoted one, or the one on its way where that was revoked. */
  readonly currentOf: (name: string) => string;
  /** Whether that generation was revoked, and none is on its way yet. */
  readonly isRevoked: (name: string) => boolean;
  /** How many more instances this run may change: `limits.maxInstances` at first. */
  allowance: number;
}
