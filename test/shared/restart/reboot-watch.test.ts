import { describe, expect, it } from 'vitest';
import type { InstanceState, Observed } from '../../../shared/products/product.ts';
import {
  isDoubtful,
  isNewBoot,
  isOverdue,
  noteAnswer,
  see,
  startWatch,
  type Watch,
} from '../../../shared/restart/reboot-watch.ts';
import { RESTART_SINCE_TAG, RESTART_TAG } from '../../../shared/restart/tag.ts';

const MINUTE_MS = 60_000;
const TAGGED_MS = Date.UTC(2026, 0, 1);

const observed = (changes: Partial<Observed> = {}): Observed => ({
  instanceId: 'i-1',
  status: 'Running',
  os: 'linux',
  keyPairName: 'ops',
  instanceName: null,
  tags: { [RESTART_TAG]: 'ops', [RESTART_SINCE_TAG]: new Date(TAGGED_MS).toISOString() },
  startedMs: TAGGED_MS - MINUTE_MS,
  createdMs: null,
  addresses: { private: null, public: null },
  ...changes,
});

const watch = (changes: Partial<Watch> = {}): Watch => ({
  startedMs: TAGGED_MS,
  bootId: 'old',
  wasAway: false,
  seen: 'Running',
  looks: 0,
  isUnsure: false,
  ...changes,
});

const state = (status: string, startedMs: number | null = TAGGED_MS): InstanceState => ({ status, startedMs });

describe('an instance that is to reboot', () => {
  it.each<[string, Partial<Observed>, isDue: boolean, isAsked: boolean]>([
    ['is asked to when its change was made by this run', {}, true, true],
    ['is asked to when it was changed and has not restarted', {}, false, true],
    ['is not asked again while it stops', { status: 'Stopping' }, false, false],
    ['is not asked again while it starts', { status: 'Starting' }, false, false],
    ['is not asked again when it has started since its mark', { startedMs: TAGGED_MS + MINUTE_MS }, false, false],
    ['is asked to while it starts when its change is new', { status: 'Starting' }, true, true],
  ])('an instance that is to reboot %s', (_, changes, isDue, isAsked) => {
    const begun = startWatch(observed(changes), 'old', isDue);
    expect(begun.isAsked).toBe(isAsked);
    expect(begun.watch.wasAway).toBe(!isAsked);
  });

  it.each([
    ['yes', false],
    ['no', false],
    ['unknown', true],
  ] as const)(
    'an instance that is to reboot and was answered %s may have to be asked again: %s',
    (accepted, isUnsure) => {
      expect(noteAnswer(watch({ isUnsure: !isUnsure }), accepted).isUnsure).toBe(isUnsure);
    },
  );

  it('an instance that is to reboot counts looks that show it running, until it was seen away', () => {
    const looks = ['Running', 'Running', 'Stopping', 'Running'].reduce<Watch[]>(
      (seen, status) => [...seen, see(seen.at(-1) ?? watch(), state(status))],
      [],
    );
    expect(looks.map((one) => one.looks)).toEqual([1, 2, 2, 2]);
    expect(looks.map(({ wasAway }) => wasAway)).toEqual([false, false, true, true]);
  });

  it.each<[Partial<Watch>, isDoubtful: boolean]>([
    [{ looks: 1 }, false],
    [{ looks: 2 }, true],
    [{ looks: 3 }, false],
    [{ looks: 8 }, true],
    [{ looks: 16 }, true],
    [{ looks: 8, wasAway: true }, false],
    [{ looks: 8, seen: 'Stopping' }, false],
  ])('an instance that is to reboot with %o is asked for its boot id: %s', (changes, expected) => {
    expect(isDoubtful(watch(changes))).toBe(expected);
  });

  it.each<[Partial<Watch>, isOverdue: boolean]>([
    [{ looks: 8, isUnsure: true }, true],
    [{ looks: 2, isUnsure: true }, false],
    [{ looks: 8 }, false],
  ])('an instance that is to reboot with %o is asked to reboot once more: %s', (changes, expected) => {
    expect(isOverdue(watch(changes))).toBe(expected);
  });

  it.each<[string, Partial<Watch>, InstanceState, bootId: string | null | undefined, isNew: boolean]>([
    ['is not back because it runs', {}, state('Running'), undefined, false],
    ['is back when it runs after it was away', { wasAway: true }, state('Running'), undefined, true],
    ['is not back while it starts', { wasAway: true }, state('Starting'), 'new', false],
    ['is back when it has started later', {}, state('Running', TAGGED_MS + MINUTE_MS), undefined, true],
    ['is not back when its start is not shown', {}, state('Running', null), undefined, false],
    ['is not back when its start was not shown', { startedMs: null }, state('Running'), undefined, false],
    ['is back when its guest shows another boot', {}, state('Running'), 'new', true],
    ['is not back when its guest shows the same boot', {}, state('Running'), 'old', false],
    ['is not back when its guest shows none', {}, state('Running'), null, false],
    ['is not back when its guest showed none before', { bootId: null }, state('Running'), 'new', false],
  ])('an instance that is to reboot %s', (_, changes, seen, bootId, isNew) => {
    expect(isNewBoot(watch(changes), seen, bootId)).toBe(isNew);
  });
});
