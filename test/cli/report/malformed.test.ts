import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../cli/report/parse.ts';
import { parseRotation } from '../../../cli/report/parse-rotation.ts';
import { renderReason, renderRefusal } from '../../../cli/report/refusal.ts';
import { renderRotation } from '../../../cli/report/rotation-table.ts';
import { rotationReport } from '../rotation-report.ts';

describe('a malformed answer', () => {
  it.each([
    '{"results":5}',
    '{"results":[5]}',
    '{"results":[{}]}',
    '{"results":[]}',
    '{"code":5}',
    '5',
    'null',
    'no JSON',
    '[]',
  ])('is no report: %s', (body) => {
    expect(parseReport({ status: 200, body })).toBeUndefined();
  });

  it.each([
    { keyPairs: 5 },
    { keyPairs: [5] },
    { keyPairs: [{ keyPair: 'ops', phase: 'idle', health: 'fine' }] },
    5,
    null,
    [],
  ])('is no rotation: %j', (value) => {
    expect(parseRotation(value)).toBeNull();
  });

  it('a report of a rotation is one', () => {
    expect(parseRotation(JSON.parse(JSON.stringify(rotationReport())))?.keyPairs).toHaveLength(1);
  });

  it.each([{ code: 5 }, { message: {} }, { details: 5 }, { details: [5, null, {}] }, 5, null])(
    'is refused in one sentence: %j',
    (body) => {
      expect(renderRefusal(400, body)).toMatch(/^keyfleet: refused, HTTP 400/);
      expect(renderReason(body)).toBe('');
    },
  );
});

it('nothing of a rotation reaches the terminal raw', () => {
  const [status] = rotationReport().keyPairs;
  if (!status) throw new Error('no key pair');
  const generations = [{ name: '\u001b[2Jops', stages: ['\u202eevil', '\u009b31m'] }];
  const shown = renderRotation({ ...rotationReport(), keyPairs: [{ ...status, generations, next: '\u0007ring' }] });
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(shown).toMatch(/^ {2}next: {2}ring$/m);
});
