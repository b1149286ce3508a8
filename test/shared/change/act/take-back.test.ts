import { expect, it } from 'vitest';
import { takeBack } from '../../../../shared/change/act/take-back.ts';
import { end, type Track, trackIn } from '../../../../shared/change/act/track.ts';
import { failed, unknown } from '../../../../shared/change/verdict.ts';
import type { GuestReport } from '../../../../shared/guest/scripts.ts';
import { createKey } from '../../../local/guest/ssh-client.ts';
import { createVirtualClock } from '../../../virtual-clock.ts';
import { guestReport } from '../../guest/reports.ts';
import { fakeCommands, fakeDrivers, REPORT } from '../../instances/fakes.ts';
import { toolsFor, trackOf } from './login/login-scene.ts';

const { publicKey } = createKey('rsa');

function newTrack(): Track {
  const track = trackOf('attach');
  return { ...track, step: { ...track.step, item: { ...track.step.item, publicKey } } };
}

/** Takes back what was added to one instance, where guests print this; the scripts that ran. */
async function takeBackOf(track: Track, report: Partial<GuestReport>, output = REPORT): Promise<string[]> {
  const scripts: string[] = [];
  const commands = fakeCommands({
    start: async (_region, _ids, script) => {
      scripts.push(script);
      return 't-1';
    },
    results: async (_region, _id, ids) =>
      new Map(ids.map((id) => [id, { status: 'finished', exitCode: 0, output, code: null, message: null }])),
  });
  const drivers = fakeDrivers({ ecs: { commands } });
  const clock = createVirtualClock();
  const tools = toolsFor('attach', async () => Promise.reject(new Error('nobody logs in')), { clock });
  const context = { ...tools, drivers, whereOf: trackIn(drivers) };
  const said = new Map([[track, { answer: guestReport(report), invokeId: null }]]);
  await clock.run(takeBack([track], said, context));
  return scripts;
}

it('a key that was added for an attach that failed is taken out again', async () => {
  const track = newTrack();
  end(track, failed('WouldLockOut', 'no other way in'));

  expect(await takeBackOf(track, { changed: true })).toHaveLength(1);
  expect(track).toMatchObject({ effective: 'no', verdict: { code: 'WouldLockOut', message: 'no other way in' } });
});

it('a key that stays inside after an attach that failed is mentioned', async () => {
  const track = newTrack();
  end(track, failed('WouldLockOut', 'no other way in'));

  await takeBackOf(track, { changed: true }, REPORT.replace('ok yes', 'ok no').replace('code -', 'code ReadOnly'));
  expect(track.effective).toBe('unknown');
  expect(track.verdict?.message).toMatch(/^no other way in; what was added inside is still there: /);
});

it.each<[what: string, (track: Track) => void, Partial<GuestReport>]>([
  ['a key that was inside before', (track) => end(track, failed('WouldLockOut', '')), { changed: false }],
  ['a key of an attach that goes on', () => {}, { changed: true }],
  ['a key of which nothing could be told', (track) => end(track, unknown('NoAnswer', '')), { changed: true }],
  ['what a script refused', (track) => end(track, failed('ReadOnly', '')), { ok: false, changed: true }],
])('%s stays as it is', async (_what, bring, report) => {
  const track = newTrack();
  bring(track);

  expect(await takeBackOf(track, report)).toEqual([]);
});
