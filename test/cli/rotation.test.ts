import { describe, expect, it } from 'vitest';
import { parseRotation } from '../../cli/rotation/parse.ts';
import { renderRotation } from '../../cli/rotation/render.ts';
import type { RotationReport, RotationStatus } from '../../shared/rotation/report.ts';

const status: RotationStatus = {
  keyPair: 'ops',
  phase: 'lagging',
  health: 'attention',
  reason: null,
  current: 'ops-20261101T000000Z',
  pending: null,
  generations: [{ name: 'ops-20261101T000000Z', stages: ['ACSCurrent'] }],
  currentAgeSeconds: 90_000,
  nextDue: null,
  next: 'finish the instances that lag when they come back',
  counts: { verified: 2, pending: 0, lagging: 1, excluded: 0, foreign: 0, ignored: 0, unattached: 0, unseen: 0 },
  instances: {
    lagging: [
      {
        product: 'ecs',
        regionId: 'cn-hangzhou',
        instanceId: 'i-1',
        keyPairName: 'ops',
        code: 'x',
        message: 'it is\u001B Stopped',
      },
    ],
  },
  unlisted: [],
  changes: [],
};
const report: RotationReport = { requestId: '1', action: 'status', dryRun: false, keyPairs: [status] };

describe('keyfleet rotation', () => {
  it('shows where a rotation stands, and what is next', () => {
    const text = renderRotation(report);
    expect(text).toContain('ops: lagging, attention\n  next: finish the instances that lag');
    expect(text).toContain('the current key is 1 d old');
    expect(text).toContain('instances: 2 verified, 1 lagging');
    expect(text).toMatch(/lagging +ecs +cn-hangzhou +i-1 +ops +it is +Stopped/);
  });

  it('says so where nothing is rotated', () => {
    expect(renderRotation({ ...report, keyPairs: [] })).toMatch(/No key pair/);
  });

  it.each([null, 'text', {}, { keyPairs: [{}] }, { keyPairs: 'ops' }])('takes %j for no report', (value) => {
    expect(parseRotation(value)).toBeNull();
  });

  it('takes a report for one', () => {
    expect(parseRotation(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
