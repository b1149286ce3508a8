import { describe, expect, it } from 'vitest';
import { editGuests } from '../../../../shared/change/act/edit-guests.ts';
import { startTrack, trackIn } from '../../../../shared/change/act/track.ts';
import type { Drivers } from '../../../../shared/products/drivers.ts';
import { createVirtualClock } from '../../../virtual-clock.ts';
import { someKey } from '../some-key.ts';
import { resultOf, toolsFor, trackOf } from './login/login-scene.ts';

const ours = someKey('ours');

/** What is made of the outputs of our script, one a run, in an instance that the control plane need not be told of. */
async function edit(...outputs: readonly (readonly string[])[]) {
  const clock = createVirtualClock();
  const scripts: string[] = [];
  const commands = {
    maxInstancesPerCall: 50,
    start: (_: string, __: readonly string[], script: string) => Promise.resolve(`c-${scripts.push(script)}`),
    results: (_: string, invokeId: string, ids: readonly string[]) => {
      const lines = outputs[Number(invokeId.slice(2)) - 1] ?? [];
      const result = { status: 'finished', output: lines.join('\n'), code: null, message: null };
      return Promise.resolve(new Map(ids.map((id) => [id, result])));
    },
  };
  const drivers = { ecs: { commands } } as unknown as Drivers;
  const tools = toolsFor('attach', () => Promise.resolve(resultOf('refused')), { clock });
  const command = { ...tools.command, verify: { by: 'guest' } as const };
  const context = { ...tools, command, drivers, whereOf: trackIn(drivers) };
  const { step } = trackOf('attach');
  const item = { ...step.item, publicKey: ours };
  const track = startTrack('attach', { ...step, item, call: false, editGuest: true });
  await clock.run(editGuests([track], context));
  return { track, runs: scripts.length };
}

const report = (...lines: readonly string[]) => ['keyfleet report 1', ...lines, 'keyfleet end'];
const key = `keyfleet key plain ${ours} yes - yes`;
const absent = `keyfleet absent - ${ours} no KeyAbsent no`;
const untold = `keyfleet key plain ${ours} unknown NoSshClient unknown`;
const done = report('keyfleet ok yes', 'keyfleet code -', 'keyfleet changed yes', 'keyfleet message', key);
const failedWith = (code: string) => report('keyfleet ok no', `keyfleet code ${code}`, 'keyfleet changed no');

describe('an edit inside an instance', () => {
  it('is done when sshd takes the key', async () => {
    const { track } = await edit(done);

    expect(track).toMatchObject({ isOver: false, effective: 'yes', verdict: { status: 'succeeded' } });
  });

  it('is unknown when the report is cut off: what was changed cannot be told', async () => {
    const { track } = await edit(done.slice(0, -1));

    expect(track).toMatchObject({ isOver: true, verdict: { status: 'unknown', code: 'OutputIncomplete' } });
  });

  it('has failed when the script says so, with its code', async () => {
    const { track, runs } = await edit(failedWith('NoSpace'));

    expect(track).toMatchObject({ isOver: true, verdict: { status: 'failed', code: 'NoSpace' } });
    expect(runs).toBe(1);
  });

  it.each(['Locked', 'ChangedMeanwhile'])('is tried once more after %s, and its second answer counts', async (code) => {
    const { track, runs } = await edit(failedWith(code), done);

    expect(runs).toBe(2);
    expect(track.verdict).toMatchObject({ status: 'succeeded' });
  });

  it('is not tried a third time', async () => {
    const { track, runs } = await edit(failedWith('Locked'), failedWith('Locked'), done);

    expect(runs).toBe(2);
    expect(track.verdict).toMatchObject({ status: 'failed', code: 'Locked' });
  });

  it('has failed when the key is not inside afterwards', async () => {
    const { track } = await edit(done.map((line) => (line === key ? absent : line)));

    expect(track).toMatchObject({ isOver: true, effective: 'no', verdict: { status: 'failed', code: 'KeyAbsent' } });
  });

  it('is a doubt when sshd could not be asked', async () => {
    const { track } = await edit(done.map((line) => (line === key ? untold : line)));

    expect(track).toMatchObject({
      isOver: false,
      effective: 'unknown',
      doubt: { status: 'unknown', code: 'NoSshClient' },
    });
  });
});
