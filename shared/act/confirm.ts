import { succeeded, type Verdict } from '../verdict.ts';
import { takeEvidence } from './evidence.ts';
import { inspect } from './inspect.ts';
import { confirmLogins } from './login.ts';
import type { Tools } from './tools.ts';
import type { Track } from './track.ts';

/**
 * Says of restarted instances whether the change is in force. Asked to verify, it waits for the proof: absent ones are
 * not proven yet. Otherwise it looks once, where the product lets it, and lets them go.
 */
export async function confirm(tracks: readonly Track[], tools: Tools): Promise<Map<Track, Verdict | 'back'>> {
  if (tracks.length === 0) return new Map();
  const { by } = tools.command.verify;
  const flaws = by === 'login' ? await confirmLogins(tracks, tools) : await lookInside(tracks, tools);
  const confirmed = new Map<Track, Verdict | 'back'>();
  for (const track of tracks) {
    const flaw = flaws.get(track);
    if (by !== 'none' && flaw === undefined) continue;
    if (flaw === undefined && track.effective === 'afterStart') track.effective = 'unknown';
    track.verdict ??= succeeded('restarted');
    confirmed.set(track, by !== 'none' && flaw ? flaw : 'back');
  }
  return confirmed;
}

async function lookInside(tracks: readonly Track[], tools: Tools): Promise<Map<Track, Verdict | null>> {
  const reports = await inspect(tracks, tools);
  return new Map([...reports].map(([track, report]) => [track, takeEvidence(track, report, tools)]));
}
