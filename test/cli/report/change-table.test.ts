import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../cli/report/change-table.ts';
import type { Outcome, Report } from '../../../shared/change/report.ts';

const outcome: Outcome = {
  product: 'ecs',
  regionId: 'cn-hangzhou',
  instanceId: 'i-1',
  keyPairName: 'ops',
  keyPairId: null,
  status: 'succeeded',
  code: '200',
  message: 'successful',
  cloudRequestId: 'R-1',
  attached: 'yes',
  effective: 'afterStart',
  seenBy: 'answer',
  replaced: null,
};

function reportOf(results: Outcome[], complete = true): Report {
  const count = (status: string) => results.filter((one) => one.status === status).length;
  return {
    requestId: '1-x',
    action: 'attach',
    dryRun: false,
    complete,
    totalCount: results.length,
    succeededCount: count('succeeded'),
    failCount: count('failed'),
    skippedCount: count('skipped'),
    unknownCount: count('unknown'),
    results,
  };
}

describe('report as a table', () => {
  it('a report as a table says of a detach that fleet.yaml would undo it', () => {
    const text = renderReport(reportOf([{ ...outcome, managedBy: 'ops' }]));
    expect(text).toContain('after the next start; fleet.yaml attaches ops again, unless it is tagged keyfleet:ignore');
  });

  it('says above everything what could not be seen, with place, code and request', () => {
    const place = {
      product: 'ecs',
      regionId: 'cn-hangzhou',
      code: 'Forbidden.RAM',
      message: 'no',
      cloudRequestId: 'R-9',
    } as const;
    const lines = renderReport({ ...reportOf([outcome], false), unseen: [place] }).split('\n');
    expect(lines[0]).toBe('not seen (1): none of the instances there are below');
    expect(lines[2]).toMatch(/^ {2}ecs +cn-hangzhou +Forbidden\.RAM: no \(request R-9\)$/);
    expect(lines.at(-3)).toContain(', 1 place not seen');
  });

  it('says that everything was seen where the whole fleet was looked at', () => {
    expect(renderReport({ ...reportOf([outcome]), unseen: [] })).toMatch(/, 0 unknown, 0 places not seen\n$/);
    expect(renderReport(reportOf([outcome]))).not.toContain('not seen');
  });

  it('puts what failed and what is unknown first, then the rest, the counts last', () => {
    const text = renderReport(
      reportOf([
        outcome,
        { ...outcome, instanceId: 'i-2', status: 'skipped', code: 'AlreadyAttached', message: 'is there' },
        { ...outcome, instanceId: 'i-3', status: 'unknown', code: 'Unknown', message: 'timed out' },
        { ...outcome, instanceId: 'i-longer', status: 'failed', code: 'NoPermission', message: 'not allowed' },
      ]),
    );

    expect(text).toBe(`failed (1)
  PRODUCT  REGION       INSTANCE  KEY PAIR  REASON
  ecs      cn-hangzhou  i-longer  ops       NoPermission: not allowed (request R-1)

unknown (1)
  PRODUCT  REGION       INSTANCE  KEY PAIR  REASON
  ecs      cn-hangzhou  i-3       ops       Unknown: timed out (request R-1)

skipped (1)
  PRODUCT  REGION       INSTANCE  KEY PAIR  REASON
  ecs      cn-hangzhou  i-2       ops       AlreadyAttached: is there

succeeded (1)
  PRODUCT  REGION       INSTANCE  KEY PAIR  EFFECT
  ecs      cn-hangzhou  i-1       ops       in effect after the next start

attach: 4 instances, 1 succeeded, 1 failed, 1 skipped, 1 unknown
`);
  });

  it('a report as a table says what was replaced', () => {
    expect(renderReport(reportOf([{ ...outcome, replaced: 'old' }]))).toContain('after the next start; replaced old\n');
  });

  it('shows the id of a key pair that has no name here', () => {
    const text = renderReport(reportOf([{ ...outcome, regionId: null, keyPairName: null, keyPairId: 'ssh-1' }]));

    expect(text).toMatch(/ {2}ecs {6}- {7}i-1 {7}ssh-1 /);
  });

  it('a report as a table says how to go on when time ran out', () => {
    expect(renderReport(reportOf([outcome], false))).toMatch(/the same command goes on \(--wait repeats it\)\.\n$/);
  });

  it('a report as a table says what the effect was seen by', () => {
    const inside = { ...outcome, effective: 'yes', seenBy: 'guest' } as const;
    expect(renderReport(reportOf([inside]))).toMatch(/in effect; its sshd says so$/m);
  });

  it('a report as a table lets no control character of an answer reach the terminal', () => {
    const text = renderReport(
      reportOf([{ ...outcome, instanceId: 'i\u001b[2J-1', status: 'failed', message: 'a\rb' }]),
    );

    expect(text).toContain('i [2J-1');
    expect(text).toContain('a b');
  });
});
