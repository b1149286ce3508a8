import { describe, expect, it } from 'vitest';
import { anyone, runKeyfleet } from './run-keyfleet.ts';
import { startRunningStack } from './running-stack.ts';

describe('keyfleet list', () => {
  it('lists every instance of the demo fleet with what it carries', async () => {
    const { env, cloud } = await startRunningStack();
    const run = await runKeyfleet(['list', '-o', 'json'], { env });
    expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
    const { instances } = JSON.parse(run.stdout) as { instances: { instanceId: string; keyPairName: string | null }[] };
    const listed = instances.map(({ instanceId, keyPairName }) => `${instanceId} ${keyPairName}`).toSorted();
    expect(listed).toEqual(
      cloud.instances
        .list()
        .map(({ instanceId, keyPairName }) => `${instanceId} ${keyPairName ?? null}`)
        .toSorted(),
    );
    const table = await runKeyfleet(['list', '--only', 'drifted', '--product', 'ecs'], { env });
    expect(table.stdout).toMatch(/legacy-1 +Running +legacy +- +ForeignKeyPair/);
  });

  it('exits 1 when a place could not be looked at', async () => {
    const { env, cloud } = await startRunningStack();
    cloud.faults.add({
      product: 'ecs',
      action: 'DescribeInstances',
      fault: 'error',
      code: 'Forbidden.RAM',
      status: 403,
    });
    const run = await runKeyfleet(['list'], { env });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^not seen \(\d\)/);
  });

  it.each([
    [['-o', 'yaml'], /--output: expected one of table, wide, json, jsonl, csv, markdown, got "yaml"/],
    [['--only', 'all'], /--only: expected one of withoutKey, unmanaged, drifted, ignored, got "all"/],
  ])('%j is refused before anybody is asked', async (args, message) => {
    const run = await runKeyfleet(['list', ...args], { env: anyone });
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
  });
});
