import type { LocalCloud } from '@keyfleet/local-cloud';
import { afterEach, describe, expect, it } from 'vitest';
import { RESTART_TAG } from '../../../../shared/restart/tag.ts';
import { createKeyPair, rpc, targetOf } from '../../../stack.ts';
import { createScene, type Scene } from './scene.ts';

const MEAN_MS = 45_000;

let scene: Scene;
afterEach(() => scene.close());

/** Restarts that take 30 % more or less than the mean, on a cloud with key pair ops. */
async function setUp(...products: ('ecs' | 'ens' | 'swas')[]) {
  scene = await createScene();
  const { power } = scene.cloud.settings;
  const vary = (meanMs: number) => () => meanMs * (0.7 + 0.6 * scene.clock.random());
  Object.defineProperty(power, 'rebootMs', { get: vary(MEAN_MS) });
  Object.defineProperty(power, 'startMs', { get: vary(MEAN_MS / 2) });
  Object.defineProperty(power, 'stopMs', { get: vary(MEAN_MS / 2) });
  for (const product of products) await createKeyPair(scene.cloud, product, 'ops');
  return scene;
}

const historiesOf = (cloud: LocalCloud) => cloud.instances.list().map(({ history }) => history);

/** The most instances that were not running at one moment, by the cloud's own record. */
function mostAway(cloud: LocalCloud): number {
  const spans = historiesOf(cloud).flatMap(({ notRunning }) => notRunning);
  return Math.max(
    0,
    ...spans.map(
      ({ from }) => spans.filter((span) => span.from <= from && (span.until ?? Number.POSITIVE_INFINITY) > from).length,
    ),
  );
}

const tagsLeft = (cloud: LocalCloud) => cloud.instances.list().filter(({ tags }) => RESTART_TAG in tags).length;

describe('an attach that takes effect by restarting', () => {
  it('rolls over 500 instances near the bound, with at most a tenth away at once', async () => {
    const { cloud, clock, make, run } = await setUp('ecs');
    const ids = make('ecs', 500);
    const startMs = clock.now();

    const report = await run('attach', { ...targetOf('ecs', 'ops', ids), takeEffect: 'restart' });

    expect(report).toMatchObject({ complete: true, succeededCount: 500 });
    expect(mostAway(cloud)).toBeLessThanOrEqual(50);
    expect((clock.now() - startMs) / ((1 + Math.ceil(499 / 50)) * MEAN_MS)).toBeLessThanOrEqual(1.2);
    expect(historiesOf(cloud).every(({ reboots }) => reboots === 1)).toBe(true);
    expect(tagsLeft(cloud)).toBe(0);
    expect(cloud.calls.list().filter(({ action }) => action === 'AttachKeyPair')).toHaveLength(10);
    const polls = cloud.calls.list().filter(({ action }) => action === 'DescribeInstances').length;
    const pollsEach = 500 * (MEAN_MS / 2_250);
    expect(polls).toBeLessThanOrEqual(pollsEach / 40 + 10);
  });

  it.each(['ecs', 'ens', 'swas'] as const)(
    'restarts %s and leaves each in the power state that it was in',
    async (product) => {
      const { cloud, make, run } = await setUp(product);
      const running = make(product, 3);
      const stopped = make(product, 2, { status: 'Stopped' });
      const attached = make(product, 1, { keyPairName: 'ops' });

      const report = await run('attach', {
        ...targetOf(product, 'ops', [...running, ...stopped, ...attached]),
        takeEffect: 'restart',
      });

      expect(report.results.map(({ status, code }) => `${status} ${code}`)).toEqual([
        ...Array.from({ length: 5 }, () => 'succeeded 200'),
        'skipped AlreadyAttached',
      ]);
      const statusOf = (id: string) => cloud.instances.get(id)?.status;
      expect([...running, ...attached].map(statusOf)).toEqual(['Running', 'Running', 'Running', 'Running']);
      expect(stopped.map(statusOf)).toEqual(['Stopped', 'Stopped']);
      expect(report.results.slice(3, 5).map(({ effective }) => effective)).toEqual(['afterStart', 'afterStart']);
      const absences = (ids: string[]) => ids.map((id) => cloud.instances.get(id)?.history.notRunning.length);
      expect(absences(running)).toEqual([1, 1, 1]);
      expect(absences(attached)).toEqual([0]);
      expect(tagsLeft(cloud)).toBe(0);
    },
  );

  it('an attach that takes effect by restarting keeps one window over all products', async () => {
    const { cloud, make, run } = await setUp('ecs', 'ens', 'swas');
    const targets = (['ecs', 'ens', 'swas'] as const).map((product) => targetOf(product, 'ops', make(product, 10)));

    const report = await run('attach', { targets, takeEffect: 'restart', maxUnavailable: 4 });

    expect(report.succeededCount).toBe(30);
    expect(mostAway(cloud)).toBeLessThanOrEqual(4);
  });

  it('stops cleanly when time runs out, and goes on with the next request', async () => {
    const { cloud, make, run } = await setUp('ecs', 'ens');
    const targets = [targetOf('ecs', 'ops', make('ecs', 6)), targetOf('ens', 'ops', make('ens', 6))];
    const request = { targets, takeEffect: 'restart', maxUnavailable: 2 };

    const first = await run('attach', request, 4 * MEAN_MS);
    expect(first.complete).toBe(false);
    expect(first.results.map(({ code }) => code)).toContain('RestartNotStarted');
    expect(cloud.instances.list().every(({ status }) => status === 'Running')).toBe(true);

    let last = first;
    for (let runs = 0; !last.complete && runs < 10; runs++) last = await run('attach', request, 5 * MEAN_MS);
    expect(last.complete).toBe(true);
    expect(historiesOf(cloud).every(({ notRunning }) => notRunning.length === 1)).toBe(true);
    expect(tagsLeft(cloud)).toBe(0);
  });

  it('stops at a canary that is refused, says which were not restarted, and leaves all as they were found', async () => {
    const { cloud, make, run } = await setUp('ecs');
    cloud.faults.add({ action: 'RebootInstances', fault: 'error', code: 'InstanceNotReady', status: 403, times: 1 });
    const [canary, ...others] = make('ecs', 4);

    const report = await run('attach', { ...targetOf('ecs', 'ops', [canary ?? '', ...others]), takeEffect: 'restart' });

    expect(report.results.map(({ status, code }) => `${status} ${code}`)).toEqual([
      'failed InstanceNotReady',
      ...others.map(() => 'skipped RestartHalted'),
    ]);
    expect(report.complete).toBe(false);
    expect(report.results.map(({ attached }) => attached)).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(historiesOf(cloud).every(({ notRunning }) => notRunning.length === 0)).toBe(true);
  });

  it('an attach that takes effect by restarting goes on after as many failures as are allowed', async () => {
    const { cloud, make, run } = await setUp('ecs');
    cloud.faults.add({ action: 'RebootInstances', fault: 'error', code: 'InstanceNotReady', status: 403, times: 1 });
    const report = await run('attach', {
      ...targetOf('ecs', 'ops', make('ecs', 4)),
      takeEffect: 'restart',
      maxFailures: 1,
    });
    expect(report).toMatchObject({ failCount: 1, succeededCount: 3, complete: true });
  });

  it.each([
    ['ecs', 'DescribeInstances'],
    ['ens', 'DescribeInstances'],
    ['swas', 'ListInstanceStatus'],
  ] as const)(
    'an attach that takes effect by restarting on %s says so when it may not look at what it restarts, and keeps the mark',
    async (product, action) => {
      const { cloud, make, run } = await setUp(product);
      const after = action === 'DescribeInstances' ? 1 : 0;
      cloud.faults.add({ product, action, after, fault: 'error', code: 'Forbidden.RAM', status: 403 });
      const report = await run('attach', { ...targetOf(product, 'ops', make(product, 2)), takeEffect: 'restart' });
      expect(report.results.map(({ status, code }) => `${status} ${code}`)).toEqual([
        'unknown Forbidden.RAM',
        'skipped RestartHalted',
      ]);
      expect(cloud.instances.list()[0]?.tags).toHaveProperty([RESTART_TAG]);
    },
  );

  it('an attach that takes effect by restarting succeeds where another run was quicker with an edge node that it had stopped', async () => {
    const { cloud, clock, make, begin } = await setUp('ens');
    const fault = { fault: 'error', code: 'IncorrectInstanceStatus', status: 403, times: 1 } as const;
    cloud.faults.add({ action: 'AttachKeyPair', ...fault });
    const [node = ''] = make('ens', 1);
    const call = rpc(cloud, 'ens');
    const attachAndStart = async () => {
      while (cloud.calls.list().every(({ action }) => action !== 'AttachKeyPair')) await clock.sleep(100);
      await clock.during(call('AttachKeyPair', { KeyPairName: 'ops', InstanceIds: JSON.stringify([node]) }));
      await clock.during(call('StartInstance', { InstanceId: node }));
    };

    const ours = begin('attach', { ...targetOf('ens', 'ops', [node]), takeEffect: 'restart' });
    const [report] = await clock.run(Promise.all([ours, attachAndStart()]));

    expect(report.results).toMatchObject([{ status: 'succeeded', code: '200', attached: 'yes' }]);
    expect(cloud.instances.get(node)).toMatchObject({ status: 'Running', keyPairName: 'ops' });
    expect(tagsLeft(cloud)).toBe(0);
  });

  it('an attach that takes effect by restarting goes on when looks are lost on the way', async () => {
    const { cloud, make, run } = await setUp('ecs', 'ens');
    cloud.faults.add({ action: 'DescribeInstances', after: 4, times: 12, fault: 'html502' });
    const targets = [targetOf('ecs', 'ops', make('ecs', 2)), targetOf('ens', 'ops', make('ens', 2))];
    expect(await run('attach', { targets, takeEffect: 'restart' })).toMatchObject({
      complete: true,
      succeededCount: 4,
    });
  });
});
