import { CloudError } from '../cloud/errors.ts';
import { groupBy } from '../group.ts';
import type { GuestReport } from '../guest/report.ts';
import { isReport, runInGuests } from '../guest/run.ts';
import { inspectScript } from '../guest/scripts.ts';
import { forEachPlace } from './places.ts';
import type { Tools } from './tools.ts';
import { idOf, idsOf, type Track } from './track.ts';

/** What guests say of themselves; absent are those that have no agent or did not answer. */
export async function inspect(tracks: readonly Track[], tools: Tools): Promise<Map<Track, GuestReport>> {
  const reports = new Map<Track, GuestReport>();
  await forEachPlace(tracks, tools, async ({ tracks: here, driver, regionId }) => {
    const { commands } = driver;
    if (!commands) return;
    const alive = await commands.agents(regionId, idsOf(here)).catch(noneAnswers);
    const within = { clock: tools.clock, endMs: tools.deadlines.readsMs };
    const byKey = groupBy(
      here.filter((track) => alive.get(idOf(track))),
      ({ step }) => step.item.publicKey ?? '',
    );
    await Promise.all(
      byKey.map(async (some) => {
        const publicKey = some[0]?.step.item.publicKey;
        const script = inspectScript({ user: tools.command.user, ...(publicKey && { publicKey }) });
        const answers = await runInGuests(commands, regionId, idsOf(some), script, within);
        for (const track of some) {
          const answer = answers.get(idOf(track));
          if (isReport(answer) && answer.ok) reports.set(track, answer);
        }
      }),
    );
  });
  return reports;
}

/** Where even that cannot be asked, there is nothing to see. */
function noneAnswers(error: unknown): Map<string, boolean> {
  if (error instanceof CloudError) return new Map();
  throw error;
}
