import { describe, expect, it } from 'vitest';
import { judgeProof, type Proof, readProof, writeProof } from '../../../../shared/rotation/state/proof-mark.ts';
import { seen } from '../../fleet/some-fleet.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 10, 12);
const NEW = 'ops-20261101T000000Z';
const wanted = { generation: NEW, subject: 'aaaaaa', others: 'bbbbbb', recheckMs: 7 * 24 * HOUR, nowMs: NOW };
const made: Proof = { ...wanted, provenMs: NOW - HOUR };

const observed = (more: object = {}) => seen('ecs', { keyPairName: NEW, startedMs: NOW - 2 * HOUR, ...more }).observed;
const worth = (proof: Partial<Proof> | null, more: object = {}) =>
  judgeProof(proof && { ...made, ...proof }, observed(more), wanted);

describe('the mark of a proof', () => {
  it('says the same when it is read, and fits into a tag of every product', () => {
    const longest = `${'n'.repeat(47)}-20261101T000000Z`;
    for (const proof of [made, { ...made, others: null }, { ...made, generation: longest }]) {
      const value = writeProof(proof);
      expect(value.length).toBeLessThanOrEqual(64);
      const { generation, provenMs, subject, others } = proof;
      const name = generation.slice(0, -17);
      expect(readProof(observed({ tags: { 'keyfleet:proven': value } }), name)).toEqual({
        generation,
        provenMs,
        subject,
        others,
      });
    }
    const zero = observed({ tags: { 'keyfleet:proven': writeProof({ ...made, generation: 'ops' }) } });
    expect(readProof(zero, 'ops')?.generation).toBe('ops');
  });

  it.each(['', 'yes', `${NEW}/20261101T000000Z/aaaaaabbbbbb`, '0/20261101T000000Z/aaaaaa', '0/then/aaaaaabbbbbb'])(
    'that says %j says nothing',
    (value) => {
      expect(readProof(observed({ tags: { 'keyfleet:proven': value } }), 'ops')).toBeNull();
    },
  );
});

describe('a proof', () => {
  it.each([
    ['an hour old', worth({}), 'proven'],
    ['that is not there', worth(null), 'none'],
    ['of another generation', worth({ generation: 'ops' }), 'none'],
    ['for another user', worth({ subject: 'cccccc' }), 'none'],
    ['of the time before the last start', worth({ provenMs: NOW - 3 * HOUR }), 'none'],
    ['of the minute of the last start, a while ago', worth({}, { startedMs: NOW - HOUR - 30_000 }), 'none'],
    ['of the minute of the last start, just now', worth({ provenMs: NOW - 5 }, { startedMs: NOW - 9_000 }), 'proven'],
    ['that is too old', worth({ provenMs: NOW - 7 * 24 * HOUR }, { startedMs: 0 }), 'none'],
    ['not old enough', worth({ provenMs: NOW - 5 * 24 * HOUR }, { startedMs: 0 }), 'proven'],
    ['of the future', worth({ provenMs: NOW + HOUR }), 'none'],
    ['that is old, of what is stopped', worth({ provenMs: 0 }, { status: 'Stopped' }), 'proven'],
    ['where the product shows no start', worth({}, { startedMs: null }), 'proven'],
    ['while other keys might be inside', worth({ others: null }), 'unclean'],
    ['while other keys were allowed', worth({ others: 'cccccc' }), 'unclean'],
    ['beside the tag of once', worth({}, { tags: { 'keyfleet:keeps': 'ops' } }), 'unclean'],
  ])('%s is worth %s', (_, is, should) => {
    expect(is).toBe(should);
  });

  it('is not due everywhere at once: instances are spread over the last quarter of the time', () => {
    const ids = Array.from({ length: 400 }, (_, at) => `i-${at}`);
    const dueAfter = (days: number) => {
      const proof = { ...made, provenMs: NOW - days * 24 * HOUR };
      return ids.filter((instanceId) => judgeProof(proof, observed({ instanceId, startedMs: 0 }), wanted) === 'none');
    };
    expect([5.2, 7].map((days) => dueAfter(days).length)).toEqual([0, 400]);
    expect(dueAfter(6.1).length).toBeGreaterThan(120);
    expect(dueAfter(6.1).length).toBeLessThan(280);
  });
});
