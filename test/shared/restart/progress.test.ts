import { describe, expect, it } from 'vitest';
import {
  type Ending,
  endingsOf,
  findDue,
  findOverdue,
  isOpen,
  isOver,
  type Limits,
  nextPollMs,
  noteBegun,
  noteEnded,
  type Progress,
  startProgress,
} from '../../../shared/restart/progress.ts';

const NOW = 1_000_000;
type State = Progress<string, string>;

const progress = (changes: Partial<State> = {}): State => ({
  ...startProgress<string, string>(['a', 'b', 'c', 'd'], [], NOW),
  ...changes,
});
const limits = (changes: Partial<Limits> = {}): Limits => ({
  size: 3,
  maxFailures: 0,
  awayMs: 60_000,
  endMs: NOW + 3_600_000,
  ...changes,
});
const since = (...items: string[]) => new Map(items.map((item) => [item, NOW]));

describe('items that a roll begins now', () => {
  it.each<[string, Partial<State>, Partial<Limits>, string[]]>([
    ['are one alone at first', {}, {}, ['a']],
    ['are none while the canary is away', { waiting: ['b'], away: since('a') }, {}, []],
    ['are as many as the window holds once one was back', { beginning: 'window' }, {}, ['a', 'b', 'c']],
    ['fill the room that is left', { beginning: 'window', away: since('x', 'y') }, {}, ['a']],
    [
      'are none where more are away than the window holds',
      { beginning: 'window', away: since('w', 'x', 'y', 'z') },
      {},
      [],
    ],
    ['are none where one should have come back', { beginning: 'none' }, {}, []],
    ['are none after one that did not come back', { isHalted: true }, { maxFailures: 9 }, []],
    ['are none after more failures than allowed', { failures: 2 }, { maxFailures: 1 }, []],
    ['are begun after as many failures as allowed', { failures: 1 }, { maxFailures: 1 }, ['a']],
    ['are none where the canary could not be back within half a minute', {}, { endMs: NOW + 30_000 }, []],
    ['are begun where it could', {}, { endMs: NOW + 30_001 }, ['a']],
    [
      'are none where one and a half times the mean is more than is left',
      { absencesMs: [4_000, 6_000] },
      { endMs: NOW + 7_500 },
      [],
    ],
    ['are begun where it is less', { absencesMs: [4_000, 6_000] }, { endMs: NOW + 7_501 }, ['a']],
  ])('the items that a roll begins now %s', (_, state, bounds, due) => {
    expect(findDue(progress(state), limits(bounds), NOW)).toEqual(due);
  });
});

describe('roll', () => {
  it('a roll counts what an earlier one left as away, and begins it no more', () => {
    const state = startProgress<string, string>(['a', 'b'], ['b'], NOW);
    expect([state.waiting, [...state.away]]).toEqual([['a'], [['b', NOW]]]);
  });

  it('a roll counts what it begins as away from then on', () => {
    const { waiting, away } = noteBegun(progress({ away: since('x') }), ['a', 'c'], NOW + 5);
    expect(waiting).toEqual(['b', 'd']);
    expect([...away]).toEqual([
      ['x', NOW],
      ['a', NOW + 5],
      ['c', NOW + 5],
    ]);
  });

  it('opens the window when one is back, and learns how long it was away', () => {
    const state = noteEnded(progress({ away: since('a', 'b') }), new Map([['a', 'back']]), NOW + 700);
    expect(state).toMatchObject({ beginning: 'window', failures: 0, absencesMs: [700], away: since('b') });
    expect(state.endings.get('a')).toBe('back');
  });

  it('learns no absence from what an earlier roll left, but opens the window', () => {
    const state = noteEnded(progress({ away: since('a'), left: new Set(['a']) }), new Map([['a', 'back']]), NOW + 700);
    expect(state).toMatchObject({ beginning: 'window', absencesMs: [] });
  });

  it('a roll counts a failure, and keeps the window closed', () => {
    const state = noteEnded(progress({ away: since('a') }), new Map([['a', 'refused']]), NOW + 700);
    expect(state).toMatchObject({ beginning: 'canary', failures: 1, absencesMs: [], away: new Map() });
    expect(state.endings.get('a')).toEqual({ failure: 'refused' });
  });

  it.each<[string, Partial<State>, Partial<Limits>, boolean]>([
    ['while one is away', { waiting: [], away: since('a') }, {}, false],
    ['while one may be begun', {}, {}, false],
    ['when none waits and none is away', { waiting: [] }, {}, true],
    ['when those that wait may not be begun', { failures: 1 }, {}, true],
    ['when time is over, whatever is away', { away: since('a') }, { endMs: NOW }, true],
  ])('a roll is over: %s', (_, state, bounds, expected) => {
    expect(isOver(progress(state), limits(bounds), NOW)).toBe(expected);
  });

  it.each<[string, awayMs: number, endMs: number, string[]]>([
    ['none that is away as long as allowed', 500, NOW + 1_000, []],
    ['one that is away longer', 499, NOW + 1_000, ['a']],
    ['none once time is over', 499, NOW + 500, []],
  ])('calls overdue %s', (_, awayMs, endMs, overdue) => {
    expect(findOverdue(progress({ away: since('a') }), limits({ awayMs, endMs }), NOW + 500)).toEqual(overdue);
  });

  it.each<[string, number, number[], number]>([
    ['slower and slower while no absence is known', 100, [], 150],
    ['every 5 s at the slowest', 4_000, [], 5_000],
    ['twenty times in a mean absence', 4_000, [30_000, 50_000], 2_000],
    ['ten times a second at the fastest', 4_000, [1_000], 100],
    ['every 5 s of a long absence', 100, [600_000], 5_000],
  ])('a roll looks %s', (_, pollMs, absencesMs, nextMs) => {
    expect(nextPollMs(pollMs, progress({ absencesMs }))).toBe(nextMs);
  });

  it('a roll says of what is away in the end that it was left so', () => {
    const endings = new Map<string, Ending<string>>([
      ['a', { failure: 'refused' }],
      ['b', 'notBegun'],
      ['c', 'notBegun'],
    ]);
    expect([...endingsOf(progress({ endings, away: since('c') })).values()]).toEqual([
      { failure: 'refused' },
      'notBegun',
      'away',
    ]);
  });

  it('a roll may go on when it holds nothing against that', () => {
    expect(isOpen(progress(), limits(), NOW)).toBe(true);
  });
});
