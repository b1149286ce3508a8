import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { parseRotation } from '../../cli/report/parse-rotation.ts';
import { renderRotation } from '../../cli/report/rotation-table.ts';
import { isUnsettled } from '../../cli/wait/until-settled.ts';
import { answerWith } from './answer-with.ts';
import { rotationReport } from './rotation-report.ts';
import { anyone, runKeyfleet } from './run-keyfleet.ts';

const report = rotationReport();

describe('keyfleet rotation', () => {
  it('shows where a rotation stands, and what is next', () => {
    const shown = renderRotation(report);
    expect(shown).toContain('ops: lagging, attention\n  next: finish the instances that lag');
    expect(shown).toContain('the current key is 1 d old');
    expect(shown).toContain('instances: 2 verified, 1 lagging');
    expect(shown).toMatch(/lagging +ecs +cn-hangzhou +i-1 +ops +it is +Stopped/);
  });

  it('keyfleet rotation says so where nothing is rotated', () => {
    expect(renderRotation(rotationReport({ followUp: '2026-11-02T00:00:20Z' }))).toMatch(
      /goes on by itself at 2026-11-02T00:00:20Z/,
    );
    expect(renderRotation({ ...report, keyPairs: [] })).toMatch(/No key pair/);
  });

  it('keyfleet rotation says where rotations are done, when it is not where it asked', () => {
    expect(renderRotation({ ...report, home: 'cn-shanghai' })).toMatch(/^Rotations are done in cn-shanghai; /);
  });

  it('keyfleet rotation says of a dry run that nothing was changed', () => {
    const shown = renderRotation({ ...report, action: 'rollback', dryRun: true });
    expect(shown).toMatch(/^rollback \(dry run\): nothing was changed; it could be done, from here:\n\nops: lagging/);
  });

  it('keyfleet rotation names every cause, since when, and what to do', () => {
    const lag = {
      code: 'InstancesLag',
      message: '1 cannot be reached: i-1',
      since: null,
      mend: 'start them',
      isStuck: false,
    };
    const late = { ...lag, code: 'RotationLate', message: 'it is due', since: '2026-11-01T00:00:00.000Z' };
    const shown = renderRotation(rotationReport({ causes: [late, lag] }));
    expect(shown).toContain('  RotationLate since 2026-11-01T00:00:00.000Z: it is due; to do: start them\n');
    expect(shown).toContain('  InstancesLag: 1 cannot be reached: i-1; to do: start them\n');
  });

  it('keyfleet rotation shows what a dry run says would be done, how long it takes, and why there is no grace', () => {
    const one = { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', keyPairName: 'ops', why: '' } as const;
    const instances = [
      { ...one, steps: ['add', 'retire'], isLater: false },
      { ...one, instanceId: 'i-2', steps: ['add'], isLater: true, why: 'it is Stopped' },
      { ...one, instanceId: 'i-3', steps: [], isLater: false, why: 'it carries theirs' },
    ] as const;
    const counted = { added: 1, restarted: 0, retired: 1, ticks: 2, seconds: 6 };
    const forecast = { instances, ...counted, graceSeconds: 86_400, note: '' };
    const shown = renderRotation({ ...rotationReport({ forecast }, 'now'), dryRun: true });
    expect(shown).toContain('would: 1 to add, 0 to restart, 1 to retire, 1 later, 1 left as they are');
    expect(shown).toContain('2 ticks at the least, working about 6 s; both keys work for 24 h after the promotion');
    expect(shown).toMatch(/add, retire +ecs +cn-hangzhou +i-1 +ops\n/);
    expect(shown).toMatch(/add \(later\) +ecs .* it is Stopped\n/);
    expect(shown).toMatch(/- +ecs +cn-hangzhou +i-3 +ops +it carries theirs/);
    const revoke = renderRotation(
      rotationReport({ forecast: { ...forecast, graceSeconds: 0, note: 'a revoke has no grace' } }),
    );
    expect(revoke).toContain('working about 6 s; a revoke has no grace');
  });

  it('says of a dry run of what is blocked no more than that nothing was changed', () => {
    const shown = renderRotation({ ...rotationReport({ phase: 'blocked' }, 'now'), dryRun: true });
    expect(shown).toMatch(/^now \(dry run\): nothing was changed:\n/);
  });

  it('shows what a rotation came to: who began it, fingerprints, and how each instance was seen', () => {
    const proof = { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', at: '2026-11-02T00:00:00Z' } as const;
    const record = {
      keyPair: 'ops',
      generation: 'ops-20261101T000000Z',
      startedBy: { by: 'now', requestId: '1-a', at: '2026-11-01T00:00:00Z' },
      fingerprintAfter: 'SHA256:new',
      fingerprintsBefore: ['SHA256:old'],
      proofs: [
        { ...proof, how: 'guest', isOldGone: true, cloudRequestIds: [] },
        { ...proof, product: 'ens', regionId: null, how: 'attached', isOldGone: null, cloudRequestIds: [] },
      ],
    } as const;
    const shown = renderRotation(rotationReport({ record }));
    expect(shown).toContain('ops-20261101T000000Z: seen inside 1, attached to 1 more in which nobody could look');
    expect(shown).toContain('begun by now at 2026-11-01T00:00:00Z (request 1-a)');
    expect(shown).toContain('fingerprint SHA256:new, before it SHA256:old');
    expect(shown).toMatch(/guest +ecs +cn-hangzhou +i-1 +gone +2026/);
    expect(shown).toMatch(/attached +ens +- +i-1 +not looked for +2026/);
  });

  it.each([
    ['adding', true],
    ['retiring', true],
    ['grace', false],
    ['blocked', false],
  ] as const)('keyfleet rotation counts %s as unsettled after --wait: %s', (phase, expected) => {
    expect(isUnsettled({ status: 200, body: JSON.stringify(rotationReport({ phase })) })).toBe(expected);
  });

  it.each([null, 'text', {}, { keyPairs: [{}] }, { keyPairs: 'ops' }])('takes %j for no report', (value) => {
    expect(parseRotation(value)).toBeNull();
  });

  it('takes a report for one', () => {
    expect(parseRotation(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('waits with ticks of that key pair until nothing is left to do, and then shows where it stands', async () => {
    const asked: unknown[] = [];
    const phases = ['adding', 'promoting', 'grace'] as const;
    const url = await answerWith((request, response) => {
      void text(request).then((body) => {
        const phase = phases[asked.push(JSON.parse(body)) - 1] ?? 'grace';
        response.end(JSON.stringify(rotationReport({ phase, health: 'fine' }, 'now')));
      });
    });
    const args = ['rotation', 'now', '--key-pair', 'ops', '--revoke', '--wait', '--url', url];
    const { code, stdout, stderr } = await runKeyfleet(args, { env: anyone });
    const tick = { action: 'tick', keyPair: 'ops' };
    expect(asked).toEqual([{ action: 'now', keyPair: 'ops', revoke: true }, tick, tick]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ops: grace, fine\n/)]);
    expect(stderr).toMatch(/^ops: adding, 2 of 3 verified$[^]*^ops: promoting, 2 of 3 verified$/m);
  });

  it.each([
    ['fine', 'RevokeUnfinished', 3],
    ['attention', 'RevokeUnfinished', 3],
    ['attention', 'InstancesLag', 1],
  ] as const)('ends with health %s and the cause %s with exit code %i', async (health, code, exit) => {
    const cause = { code, message: 'so it is', since: null, mend: 'mend it', isStuck: false };
    const url = await answerWith((request, response) => {
      void text(request).then(() => response.end(JSON.stringify(rotationReport({ health, causes: [cause] }))));
    });
    expect((await runKeyfleet(['rotation', 'status', '--url', url], { env: anyone })).code).toBe(exit);
  });

  it.each([['status'], ['record'], ['now', '--dry-run']])('keyfleet rotation does not wait for %s', async (...args) => {
    const { code, stderr } = await runKeyfleet(['rotation', ...args, '--key-pair', 'ops', '--wait'], { env: anyone });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--wait goes with now and rollback only')]);
  });
});
