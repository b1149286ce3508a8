import type { ActContext } from '../context.ts';
import { inspect } from '../inspect.ts';
import { productOf, type Track } from '../track.ts';

/** Reads the host keys inside, through Cloud Assistant, of instances of which they are not known. */
export async function learnHostKeys(tracks: readonly Track[], context: ActContext): Promise<void> {
  const { hostKeys } = context.logins;
  const note = (track: Track, keys: readonly string[] | undefined) => {
    if (keys?.length) hostKeys.set(track, keys);
  };
  const isUnknown = (track: Track) => !hostKeys.has(track);
  for (const track of tracks.filter(isUnknown)) note(track, track.step.item.inside?.report?.hostKeys);
  const open = tracks.filter((track) => isUnknown(track) && productOf(track).remoteCommands);
  if (open.length === 0) return;
  for (const [track, report] of await inspect(open, context)) note(track, report.hostKeys);
}
