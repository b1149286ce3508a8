import { describe, expect, it } from 'vitest';
import type { Report } from '../../shared/change/report.ts';
import { runKeyfleet } from './run-keyfleet.ts';
import { startRunningStack } from './running-stack.ts';

const hangzhou = ['--product', 'ecs', '--region', 'cn-hangzhou', '--key-pair', 'ops'];
const web3 = ['--instances', 'i-bp1demo0000000000003'];

describe('keyfleet attach', () => {
  it('keyfleet attach attaches, prints a table on standard output and exits 0', async () => {
    const { env, cloud } = await startRunningStack();

    const run = await runKeyfleet(['attach', ...hangzhou, ...web3], { env });

    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^succeeded \(1\)\n {2}PRODUCT/);
    expect(run.stdout).toMatch(/\nattach: 1 instance, 1 succeeded, 0 failed, 0 skipped, 0 unknown\n$/);
    expect(run.stderr).toBe(`attach: asking ${env.KEYFLEET_URL}/attach\n`);
    expect(cloud.instances.get('i-bp1demo0000000000003')?.keyPairName).toBe('ops');
  });

  it('takes instances separated by commas and repeated', async () => {
    const { env } = await startRunningStack();
    const instances = [
      '--instances',
      'i-bp1demo0000000000003,i-bp1demo0000000000004',
      '--instances',
      'i-bp1demo0000000000005',
    ];

    const run = await runKeyfleet(['attach', ...hangzhou, ...instances], { env });

    expect(run.stdout).toContain('attach: 3 instances, 3 succeeded');
  });

  it('exits 1 when one failed, and says which and why before anything else', async () => {
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', ...hangzhou, ...web3, '--instances', 'i-bp1demo0000000000006'], { env });

    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^failed \(1\)\n.*\n {2}ecs .* i-bp1demo0000000000006 .*Windows/);
    expect(run.stdout).toContain('\nsucceeded (1)\n');
  });

  it("prints the function's answer with --json and nothing else on standard output", async () => {
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', ...hangzhou, ...web3, '--json'], { env });

    const report = JSON.parse(run.stdout) as Report;
    expect(report).toMatchObject({ action: 'attach', complete: true, totalCount: 1, succeededCount: 1 });
  });

  it('reads many targets from a file or standard input', async () => {
    const { env } = await startRunningStack();
    const input = JSON.stringify({
      targets: [
        {
          product: 'swas',
          regionId: 'cn-hangzhou',
          keyPairName: 'ops',
          instanceIds: ['de300000000000000000000000000002'],
        },
      ],
    });

    const fromFile = await runKeyfleet(['attach', '--file', 'examples/mixed-fleet.json'], { env });
    const fromInput = await runKeyfleet(['attach', '--file', '-'], { env, input });

    expect(fromFile.stdout).toContain('attach: 6 instances, 6 succeeded');
    expect([fromInput.code, fromInput.stdout.startsWith('skipped (1)')]).toEqual([0, true]);
  });

  it('changes nothing with --dry-run, of a file too', async () => {
    const { env, cloud } = await startRunningStack();

    const run = await runKeyfleet(['attach', '--file', 'examples/mixed-fleet.json', '--dry-run'], { env });

    expect(run.code).toBe(0);
    expect(run.stdout).toContain('attach (dry run): 6 instances');
    expect(cloud.instances.get('i-bp1demo0000000000003')?.keyPairName).toBeNull();
  });

  it('signs with temporary credentials', async () => {
    const { env, cloud } = await startRunningStack();
    const sts = cloud.principals.assumeRole({ roleName: 'an-operator' });
    const temporary = {
      ...env,
      ALIBABA_CLOUD_ACCESS_KEY_ID: sts.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: sts.accessKeySecret,
      ALIBABA_CLOUD_SECURITY_TOKEN: sts.securityToken,
    };

    expect((await runKeyfleet(['attach', ...hangzhou, ...web3], { env: temporary })).code).toBe(0);
  });
});

describe('keyfleet detach', () => {
  it('detaches a key pair from the instances named', async () => {
    const { env, cloud } = await startRunningStack();

    const run = await runKeyfleet(
      ['detach', ...hangzhou, '--instances', 'i-bp1demo0000000000001', '--allow-unverified'],
      { env },
    );

    expect(run.code).toBe(0);
    expect(run.stdout).toContain('detach: 1 instance, 1 succeeded');
    expect(cloud.instances.get('i-bp1demo0000000000001')?.keyPairName).toBeNull();
  });
});
