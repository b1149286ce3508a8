import { describe, expect, it } from 'vitest';
import { callUntilSettled } from '../../../cli/wait/until-settled.ts';
import type { RotationReport, RotationStatus } from '../../../shared/rotation/report/report.ts';
import { rotationReport } from '../rotation-report.ts';

const change = (instanceId: string) => ({ instanceId, step: 'add' }) as unknown as RotationStatus['changes'][number];

/** A call that answers the first status, and ticks that answer the others, the last one for ever. */
async function settle(...statuses: Partial<RotationStatus>[]) {
  const asked: string[] = [];
  const told: string[] = [];
  const slept: number[] = [];
  const ask = (action: string) => async () => {
    const report = rotationReport(statuses[Math.min(asked.length, statuses.length - 1)] ?? {}, action);
    asked.push(action);
    return { status: 200, body: JSON.stringify(report) };
  };
  const asks = { tick: ask('tick'), look: ask('status') };
  const answer = await callUntilSettled(ask('now'), asks, {
    tell: (text) => told.push(text),
    sleep: async (ms) => void slept.push(ms),
    now: () => Date.parse('2026-11-02T00:00:00Z'),
  });
  return { asked, told, slept, report: JSON.parse(answer.body) as RotationReport };
}

const counts = (verified: number, pending: number) => ({
  ...rotationReport({}).keyPairs[0]?.counts,
  verified,
  pending,
});
const adding = (verified: number, pending: number) =>
  ({ phase: 'adding', counts: counts(verified, pending) }) as Partial<RotationStatus>;

describe('waiting until a rotation has settled', () => {
  it.each(['grace', 'idle', 'lagging', 'blocked', 'notStarted'] as const)(
    'waiting until a rotation has settled asks once when it is %s',
    async (phase) => {
      expect((await settle({ phase })).asked).toEqual(['now']);
    },
  );

  it('runs ticks while there is something to do, without a pause while they get further', async () => {
    const { asked, told, slept } = await settle(adding(1, 2), adding(2, 1), { phase: 'promoting' }, { phase: 'grace' });
    expect(asked).toEqual(['now', 'tick', 'tick', 'tick']);
    expect(told).toEqual([
      'ops: adding, 1 of 4 verified',
      'ops: adding, 2 of 4 verified',
      'ops: promoting, 2 of 3 verified',
    ]);
    expect(slept).toEqual([]);
  });

  it('answers what was asked for, with every change and the record of a tick', async () => {
    const record = { generation: 'ops-20261101T000000Z' } as NonNullable<RotationStatus['record']>;
    const { report } = await settle(
      { ...adding(1, 1), changes: [change('i-1')] },
      { ...adding(2, 0), changes: [change('i-2')], record },
      { phase: 'idle' },
    );
    expect(report).toMatchObject({ action: 'now', keyPairs: [{ phase: 'idle', record }] });
    expect(report.keyPairs[0]?.changes.map(({ instanceId }) => instanceId)).toEqual(['i-1', 'i-2']);
  });

  it('gives up when three ticks in a row get nothing further, and says why they did not', async () => {
    const { asked, told, slept } = await settle({ ...adding(1, 1), reason: 'i-2: Locked, busy' });
    expect(asked).toEqual(['now', 'tick', 'tick', 'tick']);
    expect(slept).toEqual([20_000, 20_000]);
    expect(told.at(0)).toBe('ops: adding, 1 of 3 verified (i-2: Locked, busy)');
    expect(told.at(-1)).toBe('nothing further in 3 ticks; those of the timer go on');
  });

  it('looks on while the function goes on with restarts by itself', async () => {
    const left = { ...adding(0, 2), followUp: '2026-11-02T00:00:09Z' };
    const { asked, slept } = await settle(left, adding(0, 2), adding(1, 1), { phase: 'grace' });
    expect(asked).toEqual(['now', 'status', 'status', 'status']);
    expect(slept).toEqual([10_000, 10_000, 10_000]);
  });

  it('runs a tick when it has looked on three times and nothing moved', async () => {
    const left = { ...adding(0, 2), followUp: '2026-11-01T23:59:59Z' };
    const same = adding(0, 2);
    const { asked, slept } = await settle(left, same, same, same, left, adding(1, 1), { phase: 'grace' });
    expect(asked).toEqual(['now', 'status', 'status', 'status', 'tick', 'status', 'status']);
    expect(slept).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
  });

  it('stops where it is stuck', async () => {
    expect((await settle({ ...adding(1, 1), health: 'stuck' })).asked).toEqual(['now']);
  });

  it('runs no tick that could begin a rotation by itself', async () => {
    const retiring = { phase: 'retiring', nextDue: '2026-11-01T23:59:59Z' } as const;
    expect((await settle(retiring, { phase: 'idle' })).asked).toEqual(['now']);
    const later = { phase: 'retiring', nextDue: '2026-12-01T00:00:00Z' } as const;
    expect((await settle(later, { phase: 'idle' })).asked).toEqual(['now', 'tick']);
  });

  it.each([
    { status: 409, body: '{"code":"RotationRefused"}' },
    { status: 500, body: '{}' },
  ])('passes on an answer that is no report, the first or a later one', async (broken) => {
    const options = { tell: () => {}, sleep: async () => {}, now: Date.now };
    const good = { status: 200, body: JSON.stringify(rotationReport(adding(1, 1))) };
    expect(
      await callUntilSettled(async () => broken, { tick: async () => good, look: async () => good }, options),
    ).toEqual(broken);
    expect(
      await callUntilSettled(async () => good, { tick: async () => broken, look: async () => broken }, options),
    ).toEqual(broken);
  });
});
