import type { Clock } from '../../cloud/clock.ts';
import type { Deadlines } from '../../cloud/rpc.ts';
import type { Spot } from '../../instances/place.ts';
import type { Drivers } from '../../products/drivers.ts';
import type { StandbyGuard } from '../../restart/standby.ts';
import type { Command } from '../command.ts';
import type { Logins } from './login/logins.ts';
import type { Track } from './track.ts';

/** What the parts of an act share. */
export interface ActContext {
  readonly command: Command;
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly logins: Logins;
  /** Of the invocation: tells its claims from those of others. */
  readonly requestId: string;
  /** Where a track's instance is. */
  readonly whereOf: (track: Track) => Spot;
  readonly standby: StandbyGuard<Track>;
}
