import { LEFT } from '../report.ts';
import { roll } from '../restart/roll.ts';
import { RESTART_PATIENCE_MS } from '../restart/tag.ts';
import { windowSize } from '../restart/window.ts';
import { skipped, unknown, type Verdict } from '../verdict.ts';
import { createCrew } from './crew.ts';
import { readBootIds } from './reboot.ts';
import type { Tools } from './tools.ts';
import { end, going, isCalledStopped, type Track } from './track.ts';

/** Restarts in a rolling window over all products and regions, and proves each as it comes back. */
export async function restart(tracks: readonly Track[], tools: Tools): Promise<void> {
  const due = going(tracks);
  const { maxUnavailable, maxFailures } = tools.command.restart;
  const limits = {
    size: windowSize(maxUnavailable, due.length),
    maxFailures,
    awayMs: RESTART_PATIENCE_MS,
    endMs: tools.deadlines.writesMs,
  };
  const bootIds = await readBootIds(
    due.filter((track) => !isCalledStopped(track)),
    tools,
  );
  const { crew, handOver, cleared } = createCrew(tools, bootIds);
  const endings = await roll(due, crew, limits, tools.clock, handOver);
  await cleared();
  const hasFailed = [...endings.values()].some((ending) => typeof ending === 'object');
  for (const [track, ending] of endings) {
    if (typeof ending === 'object') end(track, ending.failure);
    if (ending === 'away') end(track, tools.relay ? handedOver(track, tools) : (unproven(track, tools) ?? underWay));
    if (ending === 'notBegun') end(track, notBegun(track, hasFailed));
  }
}

const underWay = unknown(LEFT.underWay, 'it was restarting when time ran out; the same request again goes on');

/** A later run goes on, and finds out what is not known of it yet. */
function handedOver(track: Track, { logins }: Tools): Verdict {
  const flaw = logins.doubts.get(track)?.flaw;
  const soFar = flaw ? `; so far: ${flaw.message}` : '';
  return unknown(LEFT.underWay, `it is restarting, and a later run goes on with it${soFar}`);
}

/** It has restarted, and only its proof is missing; null when it has not. */
function unproven(track: Track, { logins }: Tools): Verdict | null {
  const flaw = logins.doubts.get(track)?.flaw;
  return flaw ? unknown(flaw.code, `restarted, but when time ran out: ${flaw.message}`) : null;
}

function notBegun(track: Track, hasFailed: boolean): Verdict {
  const effect = isCalledStopped(track) ? 'nothing was changed' : 'the change is in force from its next start on';
  if (hasFailed) return skipped(LEFT.halted, `not restarted, because restarts before it failed; ${effect}`);
  const code = isCalledStopped(track) ? LEFT.notStarted : LEFT.notRestarted;
  return skipped(code, `not restarted for want of time; ${effect}; the same request again goes on`);
}
