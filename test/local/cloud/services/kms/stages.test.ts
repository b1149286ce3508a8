import { describe, expect, it } from 'vitest';
import { openKeeper } from './keeper.ts';

describe('eight stages', () => {
  /** A secret with ACSCurrent and six stages of its own. */
  async function openSeven() {
    const keeper = await openKeeper();
    await keeper.put('v2', ['a', 'b', 'c', 'd', 'e', 'f']);
    return keeper;
  }

  it('eight stages are taken, the built-in ones included, and a ninth is refused', async () => {
    const { put, move, versions } = await openSeven();
    expect(await move('g', 'v1')).toBeUndefined();
    expect(await move('h', 'v1')).toBe('Rejected.LimitExceeded');
    expect(await put('v3', ['h'])).toBe('Rejected.LimitExceeded');
    expect(await versions()).toEqual({ v1: ['ACSCurrent', 'g'], v2: ['a', 'b', 'c', 'd', 'e', 'f'] });
  });

  it('leave no room for a first ACSPrevious', async () => {
    const { put, move, versions } = await openSeven();
    await move('g', 'v1');
    expect(await put('v3')).toBe('Rejected.LimitExceeded');
    expect(await move('ACSCurrent', 'v2')).toBe('Rejected.LimitExceeded');
    expect(Object.keys(await versions())).toEqual(['v1', 'v2']);
  });

  it('eight stages can still be moved, and make room when one is taken off', async () => {
    const { put, move } = await openSeven();
    await move('g', 'v1');
    expect(await move('g', 'v2')).toBeUndefined();
    expect(await move('a', undefined, 'v2')).toBeUndefined();
    expect(await put('v3')).toBeUndefined();
  });
});

describe('UpdateSecretVersionStage', () => {
  async function openTwo() {
    const keeper = await openKeeper();
    await keeper.put('v2', ['pending']);
    return keeper;
  }

  it.each([
    [
      'promotes a version; the current one becomes the previous',
      'ACSCurrent',
      'v2',
      undefined,
      ['ACSPrevious'],
      ['ACSCurrent', 'pending'],
    ],
    ['promotes from the version that is named', 'ACSCurrent', 'v2', 'v1', ['ACSPrevious'], ['ACSCurrent', 'pending']],
    ['labels a version', 'kept', 'v1', undefined, ['ACSCurrent', 'kept'], ['pending']],
    ['moves a stage: it points to one version only', 'pending', 'v1', undefined, ['ACSCurrent', 'pending'], []],
    ['moves a stage from the version that is named', 'pending', 'v1', 'v2', ['ACSCurrent', 'pending'], []],
    ['takes a stage off', 'pending', undefined, 'v2', ['ACSCurrent'], []],
    ['leaves a stage that is there already', 'pending', 'v2', undefined, ['ACSCurrent'], ['pending']],
    [
      'leaves ACSCurrent where it is, and makes no ACSPrevious',
      'ACSCurrent',
      'v1',
      undefined,
      ['ACSCurrent'],
      ['pending'],
    ],
    ['points ACSPrevious where it is told', 'ACSPrevious', 'v2', undefined, ['ACSCurrent'], ['pending', 'ACSPrevious']],
  ] as const)('UpdateSecretVersionStage %s', async (_what, stage, to, from, v1, v2) => {
    const { move, versions } = await openTwo();
    expect(await move(stage, to, from)).toBeUndefined();
    expect(await versions()).toEqual({ v1, v2 });
  });

  it('swaps the two when it promotes the previous version again', async () => {
    const { put, move, versions } = await openKeeper();
    await put('v2');
    await move('ACSCurrent', 'v1');
    expect(await versions()).toEqual({ v1: ['ACSCurrent'], v2: ['ACSPrevious'] });
  });

  it.each([
    ['taking a stage off a version that has another', 'pending', undefined, 'v1', 'InvalidParameter'],
    ['moving a stage from a version that does not have it', 'pending', 'v2', 'v1', 'InvalidParameter'],
    ['taking off a stage that there is not', 'none', undefined, 'v1', 'InvalidParameter'],
    ['taking off ACSCurrent', 'ACSCurrent', undefined, 'v1', 'MissingParameter'],
    ['taking off ACSPrevious', 'ACSPrevious', undefined, 'v1', 'MissingParameter'],
    ['doing nothing', 'pending', undefined, undefined, 'MissingParameter'],
    ['a version that there is not', 'pending', 'v9', undefined, 'Forbidden.ResourceNotFound'],
  ] as const)('refuses %s, and nothing changes', async (_what, stage, to, from, code) => {
    const { move, versions } = await openTwo();
    expect(await move(stage, to, from)).toBe(code);
    expect(await versions()).toEqual({ v1: ['ACSCurrent'], v2: ['pending'] });
  });
});
