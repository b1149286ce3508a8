import { describe, expect, it } from 'vitest';
import { lookInside } from '../../../shared/instances/inside.ts';
import { instanceIn } from '../../../shared/instances/place.ts';
import { createVirtualClock } from '../../virtual-clock.ts';
import { fakeCommands, fakeDrivers, inHangzhou, onEdge, REPORT } from './fakes.ts';

describe('lookInside', () => {
  it('lookInside asks only guests whose agent answers, and takes only whole reports', async () => {
    const asked: (readonly string[])[] = [];
    const commands = fakeCommands({
      agents: async (_region, ids) => new Map(ids.map((id) => [id, id !== 'i-away'])),
      start: async (_region, ids) => {
        asked.push(ids);
        return 't-1';
      },
      results: async (_region, _invokeId, ids) =>
        new Map(
          ids.map((id) => {
            const output = id === 'i-cut' ? REPORT.slice(0, 40) : REPORT;
            return [id, { status: 'finished', exitCode: 0, output, code: null, message: null }];
          }),
        ),
    });
    const clock = createVirtualClock();
    const inspection = {
      user: 'root',
      publicKeyOf: () => null,
      clock,
      deadlines: { readsMs: clock.now() + 600_000 },
    };
    const items = [inHangzhou('i-1'), inHangzhou('i-away'), inHangzhou('i-cut'), onEdge('e-1')];
    const whereOf = instanceIn(fakeDrivers({ ecs: { commands }, ens: { commands: null } }));
    const insides = await clock.run(lookInside(items, whereOf, inspection));
    expect(asked).toEqual([['i-1', 'i-cut']]);
    expect(items.map((one) => insides.get(one))).toEqual([
      { agent: true, report: expect.objectContaining({ ok: true, message: 'done' }) },
      { agent: false, report: null },
      { agent: true, report: null },
      { agent: false, report: null },
    ]);
  });
});
