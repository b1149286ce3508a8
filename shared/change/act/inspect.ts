import type { GuestReport } from '../../guest/report.ts';
import { lookInside } from '../../instances/inside.ts';
import { proofOf } from '../plan/lock-out.ts';
import type { ActContext } from './context.ts';
import type { Track } from './track.ts';

/** What guests say of themselves; absent are those that have no agent or did not answer. */
export async function inspect(tracks: readonly Track[], context: ActContext): Promise<Map<Track, GuestReport>> {
  const { command, clock, deadlines, whereOf } = context;
  const publicKeyOf = ({ step }: Track) => step.item.publicKey;
  const about = { user: command.user, proof: proofOf(command.verify), publicKeyOf, clock, deadlines };
  const insides = await lookInside(tracks, whereOf, about);
  return new Map([...insides].flatMap(([track, { report }]) => (report ? [[track, report]] : [])));
}
