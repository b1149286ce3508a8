import type { Clock } from '../cloud/clock.ts';
import type { Deadlines } from '../cloud/rpc.ts';
import type { Command } from '../command.ts';
import type { Drivers } from '../look.ts';
import type { Logins } from './logins.ts';

/** What the parts of an act share. */
export interface Tools {
  readonly command: Command;
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly logins: Logins;
}
