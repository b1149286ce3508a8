import { describe, expect, it } from 'vitest';
import { callUntilComplete } from '../../../cli/wait/until-complete.ts';
import type { Outcome, Report } from '../../../shared/change/report.ts';

/** A report of instances 1, 2, 3 … with these codes. */
function reportOf(...codes: string[]): Report {
  const results = codes.map(
    (code, at): Outcome => ({
      product: 'ecs',
      regionId: 'cn-hangzhou',
      instanceId: `i-${at + 1}`,
      keyPairName: 'ops',
      keyPairId: null,
      status: code === '200' ? 'succeeded' : 'skipped',
      code,
      message: '',
      cloudRequestId: null,
      attached: 'unknown',
      effective: 'unknown',
      seenBy: null,
      replaced: null,
    }),
  );
  const succeededCount = codes.filter((code) => code === '200').length;
  const complete = codes.every((code) => ['200', 'AlreadyAttached'].includes(code));
  const counts = {
    failCount: 0,
    skippedCount: codes.length - succeededCount,
    unknownCount: 0,
    totalCount: codes.length,
  };
  return { requestId: 'r', action: 'attach', dryRun: false, complete, succeededCount, ...counts, results };
}

/** Calls that answer one report after another, the last one for ever. */
async function wait(...reports: Report[]) {
  let calls = 0;
  const progress: string[] = [];
  const call = async () => ({ status: 200, body: JSON.stringify(reports[Math.min(calls++, reports.length - 1)]) });
  const answer = await callUntilComplete(call, (done, total) => progress.push(`${done}/${total}`));
  return { calls, progress, report: JSON.parse(answer.body) as Report };
}

describe('waiting until a request is complete', () => {
  it('waiting until a request is complete asks once when nothing is left', async () => {
    expect(await wait(reportOf('200'))).toMatchObject({ calls: 1, progress: ['1/1'] });
  });

  it('waiting until a request is complete asks again for what is left, and reports every change once', async () => {
    const { calls, progress, report } = await wait(
      reportOf('200', 'NotStarted', 'NotStarted'),
      reportOf('AlreadyAttached', '200', 'NotStarted'),
      reportOf('AlreadyAttached', 'AlreadyAttached', '200'),
    );
    expect(calls).toBe(3);
    expect(progress).toEqual(['1/3', '2/3', '3/3']);
    expect(report).toMatchObject({ complete: true, succeededCount: 3, skippedCount: 0 });
  });

  it('stops when restarts failed, because somebody should look', async () => {
    expect((await wait(reportOf('200', 'RestartHalted'))).calls).toBe(1);
  });

  it('stops when nothing further gets done', async () => {
    expect((await wait(reportOf('NotStarted'))).calls).toBe(4);
  });

  it('passes on an answer that is no report', async () => {
    const refusal = { status: 400, body: '{"code":"InvalidParameter"}' };
    expect(
      await callUntilComplete(
        async () => refusal,
        () => {},
      ),
    ).toEqual(refusal);
  });
});
