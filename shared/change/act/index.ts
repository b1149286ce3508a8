import type { Standby } from '../../cloud/ess/standby.ts';
import { clearMarks, markRestarts } from '../../restart/marks.ts';
import { openStandby } from '../../restart/standby.ts';
import { claimantOf } from '../claimant.ts';
import type { Step } from '../plan/step.ts';
import { callCloud } from './call-cloud.ts';
import type { ActContext } from './context.ts';
import { editGuests } from './edit-guests.ts';
import { prepareLogins } from './login/prepare.ts';
import { sayDoubts } from './prove-edits.ts';
import { nameTracks, restart } from './restart.ts';
import { end, going, isCalledStopped, startTrack, type Track, trackIn } from './track.ts';
import { verify } from './verify.ts';

export type { ActContext } from './context.ts';
export { openLogins } from './login/logins.ts';
export type { Track } from './track.ts';

type Given = Omit<ActContext, 'whereOf' | 'standby'> & { readonly scaling: Standby };

/**
 * Brings every step as far as it goes. What could not be proven as asked is not begun. The order keeps a way in at every
 * moment: a restart is marked before anything that needs it, a key is inside before it is attached, and nothing
 * restarts whose call was refused.
 */
export async function act(steps: readonly Step[], { scaling, ...given }: Given): Promise<readonly Track[]> {
  const whereOf = trackIn(given.drivers);
  const { command, clock, deadlines, requestId } = given;
  const ofRun = ({ step }: Track) => claimantOf(command.action, step.item, requestId);
  const standby = openStandby({ scaling, clock, whereOf, claimantOf: ofRun, endMs: deadlines.writesMs });
  const context = { ...given, whereOf, standby };
  const tracks = steps.map((step) => startTrack(context.command.action, step));
  await prepareLogins(tracks, context);
  const restarting = going(tracks).filter(({ step }) => step.restart);
  const named = { ...nameTracks(context), clock: context.clock };
  const changedFirst = restarting.filter((track) => !isCalledStopped(track));
  const unmarked = await markRestarts(changedFirst, named);
  for (const [track, verdict] of unmarked) end(track, verdict);
  await editGuests(
    going(tracks).filter(({ step }) => step.editGuest),
    context,
  );
  await callCloud(
    tracks.filter((track) => !isCalledStopped(track)),
    context,
  );
  await clearMarks(
    restarting.filter((track) => track.isOver && !unmarked.has(track)),
    named,
  );
  await restart(restarting, context);
  await verify(
    tracks.filter(({ step }) => !step.restart && !step.editGuest),
    context,
  );
  sayDoubts(tracks);
  return tracks;
}
