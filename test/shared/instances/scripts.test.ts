import { describe, expect, it } from 'vitest';
import { instanceIn } from '../../../shared/instances/place.ts';
import { flawOf, runScripts } from '../../../shared/instances/scripts.ts';
import type { CommandResult } from '../../../shared/products/product.ts';
import type { Instance } from '../../../shared/products/sighting.ts';
import { createVirtualClock } from '../../virtual-clock.ts';
import { failure, fakeCommands, fakeDrivers, inBeijing, inHangzhou, onEdge, REPORT } from './fakes.ts';

const finished: CommandResult = { status: 'finished', exitCode: 0, output: REPORT, code: null, message: null };
const failed = (code: string): CommandResult => ({
  status: 'failed',
  exitCode: null,
  output: '',
  code,
  message: `${code}!`,
});

/** Cloud Assistant that answers each instance's runs in turn, and says which calls it got. */
function open(answers: Readonly<Record<string, readonly CommandResult[]>>) {
  const calls: unknown[] = [];
  const runs = new Map<string, number>();
  const commands = fakeCommands({
    start: async (regionId, ids, script) => {
      if (regionId === 'cn-beijing') throw failure('Forbidden.RAM');
      calls.push([regionId, ids, script]);
      for (const id of ids) runs.set(id, (runs.get(id) ?? 0) + 1);
      return `t-${calls.length}`;
    },
    results: async (_region, _invokeId, ids) =>
      new Map(ids.map((id) => [id, answers[id]?.[(runs.get(id) ?? 1) - 1] ?? finished])),
  });
  const clock = createVirtualClock();
  const time = { clock, deadlines: { readsMs: clock.now() + 600_000 } };
  const whereOf = instanceIn(fakeDrivers({ ecs: { commands }, ens: { commands: null } }));
  return { calls, whereOf, time, clock };
}

const ids = (calls: unknown[]) => (calls as [string, string[], string][]).map(([, some, script]) => [script, ...some]);

describe('runScripts', () => {
  it('runs one script at a place, in full calls, and returns what each guest said with its invocation', async () => {
    const { calls, whereOf, time, clock } = open({});
    const items = ['i-1', 'i-2', 'i-3', 'i-4'].map(inHangzhou);
    const said = await clock.run(runScripts(items, whereOf, { scriptFor: () => 'run', ...time }));
    expect(ids(calls)).toEqual([
      ['run', 'i-1', 'i-2', 'i-3'],
      ['run', 'i-4'],
    ]);
    expect([...said.values()].map(({ answer, invokeId }) => [answer.ok, invokeId])).toEqual([
      [true, 't-1'],
      [true, 't-1'],
      [true, 't-1'],
      [true, 't-2'],
    ]);
  });

  it('makes one script for instances that are alike, and a run of its own for the others', async () => {
    const { calls, whereOf, time, clock } = open({});
    const made: string[] = [];
    const alike = ({ instanceId }: Instance) => instanceId[0] ?? '';
    const scriptFor = async ({ instanceId }: Instance) => {
      made.push(instanceId);
      return `for ${instanceId}`;
    };
    await clock.run(runScripts(['a-1', 'b-1', 'a-2'].map(inHangzhou), whereOf, { alike, scriptFor, ...time }));
    expect(made).toEqual(['a-1', 'b-1']);
    expect(ids(calls)).toEqual([
      ['for a-1', 'a-1', 'a-2'],
      ['for b-1', 'b-1'],
    ]);
  });

  it.each(['Locked', 'ChangedMeanwhile'])(
    'runs once more, and only once, where the first answer is %s',
    async (code) => {
      const { calls, whereOf, time, clock } = open({ 'i-1': [failed(code)], 'i-2': [failed(code), failed(code)] });
      const items = ['i-1', 'i-2', 'i-3'].map(inHangzhou);
      const said = await clock.run(runScripts(items, whereOf, { scriptFor: () => 'run', ...time }));
      expect(ids(calls)).toEqual([
        ['run', 'i-1', 'i-2', 'i-3'],
        ['run', 'i-1', 'i-2'],
      ]);
      expect([...said.values()].map((one) => [flawOf(one)?.code, one.invokeId])).toEqual([
        [undefined, 't-2'],
        [code, 't-2'],
        [undefined, 't-1'],
      ]);
    },
  );

  it('gives any other failure back as it is, after one run', async () => {
    const { calls, whereOf, time, clock } = open({ 'i-1': [failed('ClientNotRunning')] });
    const said = await clock.run(runScripts([inHangzhou('i-1')], whereOf, { scriptFor: () => 'run', ...time }));
    expect(calls).toHaveLength(1);
    expect([...said.values()].map(flawOf)).toEqual([{ code: 'ClientNotRunning', message: 'ClientNotRunning!' }]);
  });

  it('answers for every instance of a place whose call was refused, without an invocation', async () => {
    const { whereOf, time, clock } = open({});
    const said = await clock.run(runScripts([inBeijing('i-1')], whereOf, { scriptFor: () => 'run', ...time }));
    expect([...said.values()]).toEqual([
      { answer: { ok: false, code: 'Forbidden.RAM', message: 'Forbidden.RAM!' }, invokeId: null },
    ]);
  });

  it('leaves out products without scripts, and places where none is to be run', async () => {
    const { calls, whereOf, time, clock } = open({});
    const items = [onEdge('e-1'), inHangzhou('i-1')];
    expect(await clock.run(runScripts(items, whereOf, { scriptFor: () => null, ...time }))).toEqual(new Map());
    expect(calls).toEqual([]);
  });
});
