import { groupBy } from '../group.ts';
import type { GuestReport } from '../guest/report.ts';
import { type GuestAnswer, isReport, runInGuests } from '../guest/run.ts';
import { addKeyScript, removeKeyScript } from '../guest/scripts.ts';
import { failed, skipped, succeeded, unknown } from '../verdict.ts';
import { takeEvidence } from './evidence.ts';
import { forEachPlace } from './places.ts';
import type { Tools } from './tools.ts';
import { end, idOf, idsOf, type Track } from './track.ts';

/** Answers after which the script has changed nothing and may find things better a moment later. */
const WORTH_ANOTHER_TRY = new Set(['Locked', 'ChangedMeanwhile']);

/** Adds or removes the public key inside, and reads back what the file then holds. */
export async function editGuests(tracks: readonly Track[], tools: Tools): Promise<void> {
  await forEachPlace(tracks, tools, async ({ tracks: here, driver, regionId }) => {
    const { commands } = driver;
    if (!commands) return;
    const edit = async (some: readonly Track[]) => {
      const script = scriptFor(some[0], tools);
      return runInGuests(commands, regionId, idsOf(some), script, {
        clock: tools.clock,
        endMs: tools.deadlines.readsMs,
      });
    };
    const byKey = groupBy(here, ({ step }) => step.item.publicKey ?? '');
    await Promise.all(
      byKey.map(async (some) => {
        const answers = await edit(some);
        const again = some.filter((track) => WORTH_ANOTHER_TRY.has(answers.get(idOf(track))?.code ?? ''));
        const second = again.length > 0 ? await edit(again) : new Map<string, GuestAnswer>();
        for (const track of some) judge(track, second.get(idOf(track)) ?? answers.get(idOf(track)), tools);
      }),
    );
  });
}

function scriptFor(track: Track | undefined, { command }: Tools): string {
  const publicKey = track?.step.item.publicKey ?? '';
  const { action, user } = command;
  return action === 'attach' ? addKeyScript({ user, publicKey }) : removeKeyScript({ user, remove: publicKey });
}

function judge(track: Track, answer: GuestAnswer | undefined, tools: Tools): void {
  const [code, message] = [answer?.code ?? 'NoAnswer', `inside the instance: ${answer?.message ?? 'no answer'}`];
  if (!isReport(answer) || code === 'OutputIncomplete') return end(track, unknown(code, message));
  if (!answer.ok) return end(track, failed(code, message));
  const flaw = takeEvidence(track, answer, tools);
  if (flaw) return end(track, flaw);
  if (!track.step.call) track.verdict = whatChanged(answer, track, tools.command.action);
}

/** The control plane was right before; the guest may not have been. */
function whatChanged({ changed }: GuestReport, { step }: Track, action: Tools['command']['action']) {
  const name = step.item.keyPair.keyPairName;
  if (action === 'attach') {
    return changed
      ? succeeded('added inside; it was attached already')
      : skipped('AlreadyAttached', `${name} is attached and inside already`);
  }
  return changed
    ? succeeded('removed inside; it was not attached')
    : skipped('NotAttached', `${name} is neither attached nor inside`);
}
