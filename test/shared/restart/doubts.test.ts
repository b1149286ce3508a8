import { describe, expect, it } from 'vitest';
import { type Doubt, doubt, openDoubts } from '../../../shared/restart/doubts.ts';
import { failed, unknown } from '../../../shared/verdict.ts';

const NOW = 1_000_000;
const refused = (sinceMs: number, message = 'refused'): Doubt => ({ sinceMs, flaw: failed('LoginRefused', message) });
const silent = (sinceMs: number): Doubt => ({ sinceMs, flaw: unknown('LoginUnreachable', 'no answer') });

describe('flaw of a restarted instance', () => {
  it.each<[string, before: Doubt | undefined, now: Doubt, patienceMs: number, after: Doubt | null]>([
    ['is a doubt at first', undefined, refused(NOW), 30_000, refused(NOW)],
    ['is believed at once where it cannot pass', undefined, refused(NOW), 0, null],
    ['stays a doubt as long as it may pass', refused(NOW - 29_999), refused(NOW), 30_000, refused(NOW - 29_999)],
    ['is believed when it lasts', refused(NOW - 30_000), refused(NOW), 30_000, null],
    ['is a new doubt after another one', silent(NOW - 90_000), refused(NOW), 30_000, refused(NOW)],
    ['is never believed where it says nothing', silent(0), silent(NOW), Number.POSITIVE_INFINITY, silent(0)],
    ['is told as it was found last', refused(NOW - 5, 'before'), refused(NOW, 'now'), 30_000, refused(NOW - 5, 'now')],
  ])('a flaw of a restarted instance %s', (_, before, now, patienceMs, after) => {
    expect(doubt(before, now, patienceMs)).toEqual(after);
  });

  it('a flaw of a restarted instance is told apart from a proof, and from an instance that said no', () => {
    const patienceMs = ({ status }: Doubt['flaw']) => (status === 'unknown' ? Number.POSITIVE_INFINITY : 30_000);
    const doubts = openDoubts<string>({ patienceMs });
    const found = new Map([
      ['proven', null],
      ['silent', silent(NOW).flaw],
      ['refused', refused(NOW).flaw],
    ]);
    expect([...doubts.weigh(found, NOW)]).toEqual([['proven', null]]);
    expect(['proven', 'silent', 'refused'].map(doubts.isRefused)).toEqual([false, false, true]);
    expect(doubts.of('silent')?.message).toBe('no answer');
    expect([...doubts.weigh(found, NOW + 30_000)]).toEqual([
      ['proven', null],
      ['refused', refused(NOW).flaw],
    ]);
  });
});
