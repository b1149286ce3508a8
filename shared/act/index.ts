import type { Step } from '../plan.ts';
import { callCloud } from './call-cloud.ts';
import { editGuests } from './edit-guests.ts';
import { clearMarks, markRestarts } from './mark-restarts.ts';
import { prepareLogins } from './prepare-logins.ts';
import { restart } from './restart.ts';
import type { Tools } from './tools.ts';
import { going, isCalledStopped, startTrack, type Track } from './track.ts';
import { verify } from './verify.ts';

export { openLogins } from './logins.ts';
export type { Tools } from './tools.ts';
export type { Track } from './track.ts';

/**
 * Brings every step as far as it goes. What could not be proven as asked is not begun. The order keeps a way in at every
 * moment: a restart is marked before anything that needs it, a key is inside before it is attached, and nothing
 * restarts whose call was refused.
 */
export async function act(steps: readonly Step[], tools: Tools): Promise<readonly Track[]> {
  const tracks = steps.map((step) => startTrack(tools.command.action, step));
  await prepareLogins(tracks, tools);
  const restarting = going(tracks).filter(({ step }) => step.restart);
  await markRestarts(
    restarting.filter((track) => !isCalledStopped(track)),
    tools,
  );
  await editGuests(
    going(tracks).filter(({ step }) => step.editGuest),
    tools,
  );
  await callCloud(
    tracks.filter((track) => !isCalledStopped(track)),
    tools,
  );
  await clearMarks(
    restarting.filter(({ isOver }) => isOver),
    tools,
  );
  await restart(restarting, tools);
  await verify(
    tracks.filter(({ step }) => !step.restart),
    tools,
  );
  return tracks;
}
