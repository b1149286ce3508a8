import { describe, expect, it } from 'vitest';
import { type Beginning, type HandOver, type Limits, type RollActions, roll } from '../../../shared/restart/roll.ts';
import { windowSize } from '../../../shared/restart/window.ts';
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts';

const MEAN_MS = 45_000;

/** Machines that stay away as long as `awayMs` says, and a record of how many were away at once. */
function createMachines(clock: VirtualClock, awayMs: (item: number) => number) {
  const back = new Map<number, number>();
  const record = { most: 0, begun: [] as number[], batches: [] as number[], polls: 0 };
  const crew: RollActions<number, string> = {
    begin: async (items) => {
      record.batches.push(items.length);
      for (const item of items) back.set(item, clock.now() + awayMs(item));
      record.begun.push(...items);
      record.most = Math.max(record.most, [...back.values()].filter((atMs) => atMs > clock.now()).length);
      return new Map();
    },
    advance: async (items) => {
      record.polls++;
      return new Map(items.filter((item) => (back.get(item) ?? 0) <= clock.now()).map((item) => [item, 'back']));
    },
    overdue: () => 'overdue',
  };
  return { crew, record };
}

const limits = (changes: Partial<Limits> = {}): Limits => ({
  size: 50,
  maxFailures: 0,
  awayMs: 10 * MEAN_MS,
  endMs: Number.POSITIVE_INFINITY,
  ...changes,
});
const fleet = (count: number) => Array.from({ length: count }, (_, item) => item);

describe('rolling restart', () => {
  it('a rolling restart of 500 that take 30 % more or less stays near the bound and never has more away than allowed', async () => {
    const clock = createVirtualClock();
    const startMs = clock.now();
    const { crew, record } = createMachines(clock, () => MEAN_MS * (0.7 + 0.6 * clock.random()));
    const endings = await clock.run(roll(fleet(500), crew, limits(), clock));
    const boundMs = (1 + Math.ceil(499 / 50)) * MEAN_MS;
    expect((clock.now() - startMs) / boundMs).toBeLessThanOrEqual(1.2);
    expect(record.most).toBeLessThanOrEqual(50);
    expect([...endings.values()].every((ending) => ending === 'back')).toBe(true);
  });

  it('looks at all that are away at once, at most a fortieth of looking at each', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    let looks = 0;
    const advance: typeof crew.advance = (items) => {
      looks += items.length;
      return crew.advance(items);
    };
    await clock.run(roll(fleet(500), { ...crew, advance }, limits(), clock));
    expect(record.polls / looks).toBeLessThanOrEqual(1 / 40);
  });

  it('a rolling restart asks for nothing to be begun while nothing is due', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    await clock.run(roll(fleet(3), crew, limits({ size: 1 }), clock));
    expect(record.batches).toEqual([1, 1, 1]);
  });

  it('begins with a canary and goes on only when it is back', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, (item) => (item === 0 ? Number.POSITIVE_INFINITY : MEAN_MS));
    const endings = await clock.run(roll(fleet(5), crew, limits(), clock));
    expect(record.begun).toEqual([0]);
    expect([...endings.values()]).toEqual([{ failure: 'overdue' }, 'notBegun', 'notBegun', 'notBegun', 'notBegun']);
  });

  it('stops when one does not come back, however many failures are allowed', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, (item) => (item === 2 ? Number.POSITIVE_INFINITY : MEAN_MS));
    await clock.run(roll(fleet(200), crew, limits({ size: 2, maxFailures: 50, awayMs: 3 * MEAN_MS }), clock));
    expect(record.begun.length).toBeLessThan(10);
  });

  it('stops after more failures than allowed, and lets those under way come back', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    const begin: typeof crew.begin = async (items) => {
      await crew.begin(items);
      return new Map(items.filter((item) => item === 2 || item === 4).map((item) => [item, 'refused']));
    };
    const endings = await clock.run(roll(fleet(20), { ...crew, begin }, limits({ size: 3, maxFailures: 1 }), clock));
    const named = (what: string) =>
      [...endings.values()].filter((ending) => JSON.stringify(ending).includes(what)).length;
    expect(named('refused')).toBe(2);
    expect(named('back')).toBe(record.begun.length - 2);
    expect(named('away')).toBe(0);
    expect(named('notBegun')).toBe(20 - record.begun.length);
  });

  it('begins nothing that would not be back in time', async () => {
    const clock = createVirtualClock();
    const startMs = clock.now();
    const { crew } = createMachines(clock, () => MEAN_MS);
    const endMs = startMs + 4 * MEAN_MS;
    const endings = await clock.run(roll(fleet(20), crew, limits({ size: 2, endMs }), clock));
    const values = [...endings.values()];
    expect(values).not.toContain('away');
    expect(values.filter((ending) => ending === 'back').length).toBeGreaterThanOrEqual(3);
    expect(values).toContain('notBegun');
    expect(clock.now()).toBeLessThan(endMs);
  });

  it('a rolling restart says what was away when time ran out', async () => {
    const clock = createVirtualClock();
    const { crew } = createMachines(clock, () => 10 * MEAN_MS);
    const endings = await clock.run(roll(fleet(2), crew, limits({ endMs: clock.now() + 60_000 }), clock));
    expect([...endings.values()]).toEqual(['away', 'notBegun']);
  });
});

/** A roll that another one goes on with, after one that left some of its items away. */
const handOver = (changes: Partial<HandOver<number, string>> = {}): HandOver<number, string> => ({
  isAway: () => false,
  takeUp: async () => new Map(),
  mayBegin: async () => 'canary',
  leave: async () => true,
  ...changes,
});
const back = (...items: number[]) => new Map(items.map((item) => [item, 'back'] as const));

describe('a rolling restart that is handed over', () => {
  it('begins the canary and leaves', async () => {
    const clock = createVirtualClock();
    const startMs = clock.now();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    const endings = await clock.run(roll(fleet(3), crew, limits(), clock, handOver()));
    expect([...endings.values()]).toEqual(['away', 'notBegun', 'notBegun']);
    expect([record.begun, clock.now() - startMs]).toEqual([[0], 0]);
  });

  it('takes up what was left before it begins more, and counts it as away', async () => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    const left = handOver({ isAway: (item) => item >= 7, takeUp: async () => back(9) });
    const endings = await clock.run(roll(fleet(10), crew, limits({ size: 5 }), clock, left));
    expect(record.begun).toEqual([0, 1, 2]);
    expect([...endings].filter(([, ending]) => ending === 'away').map(([item]) => item)).toEqual([0, 1, 2, 7, 8]);
    expect(endings.get(9)).toBe('back');
  });

  it.each<[string, Beginning, number[], number[], number]>([
    ['begins no second one while the canary is away', 'canary', [9], [], 1],
    ['begins as many as may be away when one has come back before', 'window', [], [0, 1, 2, 3, 4], 1],
    ['begins none where one should have come back and has not', 'none', [], [], 1],
    ['asks for that only where there is room', 'window', [0, 1, 2, 3, 4], [], 0],
  ])('a rolling restart that is handed over %s', async (_, beginning, left, begun, times) => {
    const clock = createVirtualClock();
    const { crew, record } = createMachines(clock, () => MEAN_MS);
    let asked = 0;
    const mayBegin = async () => {
      asked++;
      return beginning;
    };
    const given = handOver({ isAway: (item) => left.includes(item), mayBegin });
    await clock.run(roll(fleet(10), crew, limits({ size: 5 }), clock, given));
    expect([record.begun, asked]).toEqual([begun, times]);
  });

  it('waits where nobody goes on', async () => {
    const clock = createVirtualClock();
    const { crew } = createMachines(clock, () => MEAN_MS);
    const nobody = handOver({ leave: async () => false });
    const endings = await clock.run(roll(fleet(5), crew, limits(), clock, nobody));
    expect(new Set(endings.values())).toEqual(new Set(['back']));
  });

  it('sees all others through when it saw one fail', async () => {
    const clock = createVirtualClock();
    const { crew } = createMachines(clock, () => MEAN_MS);
    const takeUp = async () => new Map<number, string>([[0, 'refused']]);
    const left = handOver({ isAway: (item) => item < 3, takeUp });
    const endings = await clock.run(roll(fleet(5), crew, limits(), clock, left));
    expect([...endings.values()]).toEqual([{ failure: 'refused' }, 'back', 'back', 'notBegun', 'notBegun']);
  });
});

describe('how many may be away', () => {
  it.each([
    [3, 10, 3],
    [30, 10, 10],
    ['10%', 500, 50],
    ['10%', 5, 1],
    ['0%', 5, 1],
    ['100%', 7, 7],
  ] as const)('how many may be away %s of %d is %d', (share, total, size) => {
    expect(windowSize(share, total)).toBe(size);
  });
});
