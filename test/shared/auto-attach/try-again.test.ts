import { describe, expect, it } from 'vitest';
import { type AutoAttachReport, whyTryAgain } from '../../../shared/auto-attach/index.ts';

const done = { status: 'succeeded', code: '200' };
const refused = { status: 'failed', code: 'Forbidden.RAM' };
const busy = { status: 'failed', code: 'ServiceUnavailable' };

describe('another delivery of an event', () => {
  it.each<[string, object, string | null]>([
    ['nothing was found', {}, null],
    ['all is done', { results: [done, { status: 'skipped', code: 'AlreadyAttached' }] }, null],
    ['an instance is refused', { results: [done, refused] }, null],
    ['a failure passes', { results: [done, busy, refused] }, '1 left for another try: ServiceUnavailable'],
    ['an outcome is unknown', { results: [{ status: 'unknown', code: 'Unknown' }] }, '1 left for another try: Unknown'],
    ['time ran out', { results: [{ status: 'skipped', code: 'NotStarted' }] }, '1 left for another try: NotStarted'],
    ['time for a listing ran out', { unseen: [{ code: 'NotStarted' }] }, '1 left for another try: NotStarted'],
    [
      'a listing may be had later',
      { unseen: [{ code: 'ServiceUnavailable' }] },
      '1 left for another try: ServiceUnavailable',
    ],
    ['a listing is refused', { unseen: [{ code: 'Forbidden.RAM' }] }, null],
    ['a lifecycle action is over', { lifecycleActions: [{ code: 'Completed', isOpen: false }] }, null],
    [
      'a lifecycle action is open',
      {
        lifecycleActions: [
          { code: 'InstancesNotReady', isOpen: true },
          { code: 'Completed', isOpen: false },
        ],
      },
      '1 left for another try: InstancesNotReady',
    ],
    ['the same is left twice', { results: [busy, busy] }, '2 left for another try: ServiceUnavailable'],
    ['it was a dry run', { dryRun: true, results: [busy] }, null],
  ])('is asked for or not when %s', (_, facts, expected) => {
    const report = { dryRun: false, results: [], unseen: [], lifecycleActions: [], ...facts };

    expect(whyTryAgain(report as unknown as AutoAttachReport)).toBe(expected);
  });
});
