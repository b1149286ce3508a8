import { beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../cli/stack.ts';
import type { Report } from '../../shared/change/report.ts';
import { anyone, runKeyfleet } from './run-keyfleet.ts';

let stack: Stack;
let env: Record<string, string>;
beforeAll(async () => {
  stack = await startStack({ fleet: 'demo', env: {}, log: () => {} });
  env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: stack.cloud.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: stack.cloud.accessKeySecret,
    KEYFLEET_URL: stack.host.url,
  };
  return () => stack.close();
});

const target = ['--product', 'ecs', '--region', 'cn-hangzhou', '--key-pair', 'ops', '--instances'];
const dryRun = [...target, 'i-bp1demo0000000000003', '--dry-run'];

describe.each([
  ['fc3', ['--invoke', 'fc3']],
  ['fc2', ['--invoke', 'fc2', '--service', 'keyfleet']],
])('keyfleet attach by the invoke API of %s', (_, door) => {
  it('answers as the HTTP trigger does', async () => {
    const run = await runKeyfleet(['attach', ...dryRun, '--json', ...door], { env });
    expect(run.code).toBe(0);
    const report = JSON.parse(run.stdout) as Report;
    expect(report.results).toMatchObject([{ instanceId: 'i-bp1demo0000000000003', code: 'WouldAttach' }]);
    expect(run.stderr).toBe(`attach: asking ${env['KEYFLEET_URL']}\n`);
  });

  it('shows a refused request with every problem, and exits 2', async () => {
    const run = await runKeyfleet(['attach', '--product', 'ecs', '--instances', 'i-1', ...door], { env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('keyfleet: refused, InvalidParameter\n  ');
  });

  it('shows what the platform refuses, and exits 2', async () => {
    const run = await runKeyfleet(['attach', ...dryRun, ...door], { env: { ...env, ...anyone } });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/keyfleet: refused, (InvalidAccessKeyID|AccessDenied|SignatureNotMatch)/);
  });

  it('says where there is no answer, and exits 3', async () => {
    const run = await runKeyfleet(['attach', ...dryRun, ...door, '--url', 'http://127.0.0.1:9'], { env });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('no answer from http://127.0.0.1:9: nothing listens there');
  });
});

describe('keyfleet plan', () => {
  it('shows for each instance of the fleet what a reconcile would do, and changes nothing', async () => {
    stack.cloud.calls.clear();
    const run = await runKeyfleet(['plan', '--json'], { env });
    expect(run.code).toBe(0);
    const { dryRun: isDryRun, results } = JSON.parse(run.stdout) as Report;
    expect(isDryRun).toBe(true);
    const codes = Object.fromEntries(results.map(({ instanceId, code }) => [instanceId, code]));
    expect(codes).toMatchObject({
      'i-bp1demo0000000000001': 'AlreadyAttached',
      'i-bp1demo0000000000003': 'WouldAttach',
      'i-bp1demo0000000000005': 'ForeignKeyPair',
      'i-bp1demo0000000000006': 'WindowsInstance',
      'i-uf6demo0000000000002': 'WouldAttach',
      'i-5demo00000000000000000003': 'NeedsRestart',
      de300000000000000000000000000002: 'WouldAttach',
    });
    const called = stack.cloud.calls.list().map(({ action }) => action ?? '');
    expect(called.filter((action) => !/^(Describe|List)/.test(action))).toEqual([]);
  });

  it('prints a table for people', async () => {
    const run = await runKeyfleet(['plan'], { env });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /attach \(dry run\): 13 instances, 0 succeeded, 0 failed, 13 skipped, 0 unknown, 0 places not seen\n$/,
    );
    expect(run.stdout).toContain('WouldAttach: would attach ops, online');
  });
});

describe('way to reach functions', () => {
  it.each([
    [['attach', ...dryRun, '--invoke', 'fc4'], '--invoke: expected http, fc3, fc2, got "fc4"'],
    [['attach', ...dryRun, '--invoke', 'fc2'], '--invoke fc2 needs --service'],
    [['attach', ...dryRun, '--service', 'x'], '--service goes with --invoke fc2 only'],
  ])('the way to reach functions is checked: %j', async (args, problem) => {
    const run = await runKeyfleet(args, { env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(problem);
  });
});
