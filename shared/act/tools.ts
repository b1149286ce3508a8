import type { Clock } from '../cloud/clock.ts';
import type { Deadlines } from '../cloud/rpc.ts';
import type { Command } from '../command.ts';
import type { Drivers } from '../look.ts';
import type { HandOver } from '../restart/roll.ts';
import type { Verdict } from '../verdict.ts';
import type { Logins } from './logins.ts';
import type { Track } from './track.ts';

/** What the parts of an act share. */
export interface Tools {
  readonly command: Command;
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly logins: Logins;
  /**
   * Restarts are left to a later run, which takes them up by their marks; so a mark stays until its restart was proven.
   * Only for products that are called while stopped. Absent: they are waited for.
   */
  readonly relay?: Relay;
}

export type Relay = Pick<HandOver<Track, Verdict>, 'mayBegin' | 'leave'>;
