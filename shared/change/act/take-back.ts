import { isReport } from '../../guest/run.ts';
import { removeKeyScript } from '../../guest/scripts.ts';
import { flawOf, runScripts, type Said } from '../../instances/scripts.ts';
import type { ActContext } from './context.ts';
import { end, type Track } from './track.ts';

/**
 * Takes a key out again that was added inside and is not to be attached: an attach that failed leaves files as they were.
 * Where that does not succeed, the verdict says that the key is still inside.
 */
export async function takeBack(
  tracks: readonly Track[],
  said: ReadonlyMap<Track, Said>,
  context: ActContext,
): Promise<void> {
  const { command, clock, deadlines, whereOf } = context;
  const added = tracks.filter((track) => hasFailed(track) && wasAdded(said.get(track)));
  const publicKeyOf = ({ step }: Track) => step.item.publicKey ?? '';
  const scriptFor = (track: Track) => removeKeyScript({ user: command.user, remove: publicKeyOf(track) });
  const removed = await runScripts(added, whereOf, { alike: publicKeyOf, scriptFor, clock, deadlines });
  for (const [track, one] of removed) {
    const flaw = flawOf(one);
    if (flaw) mention(track, `what was added inside is still there: ${flaw.message}`);
    else track.effective = 'no';
  }
}

const hasFailed = ({ isOver, verdict }: Track) => isOver && verdict?.status === 'failed';

const wasAdded = (one: Said | undefined) => isReport(one?.answer) && one.answer.ok && one.answer.changed;

function mention(track: Track, more: string): void {
  if (track.verdict) end(track, { ...track.verdict, message: `${track.verdict.message}; ${more}` });
}
