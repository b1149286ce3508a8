import type { RotationReport, RotationStatus } from '../../shared/rotation/report/report.ts';

const status: RotationStatus = {
  keyPair: 'ops',
  phase: 'lagging',
  health: 'attention',
  reason: null,
  causes: [],
  current: 'ops-20261101T000000Z',
  pending: null,
  generations: [{ name: 'ops-20261101T000000Z', stages: ['ACSCurrent'] }],
  currentAgeSeconds: 90_000,
  nextDue: null,
  next: 'finish the instances that lag when they come back',
  counts: {
    verified: 2,
    pending: 0,
    lagging: 1,
    failing: 0,
    excluded: 0,
    foreign: 0,
    ignored: 0,
    unattached: 0,
    unseen: 0,
  },
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

/** A report of one key pair whose rotation lags, or as said. */
export function rotationReport(changes: Partial<RotationStatus> = {}, action = 'status'): RotationReport {
  return { requestId: '1', action, dryRun: false, keyPairs: [{ ...status, ...changes }] };
}
