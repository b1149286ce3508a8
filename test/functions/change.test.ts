import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { productNames, products } from '../../shared/products/index.ts';
import { createKeyPair, targetOf } from '../stack.ts';
import { type ChangeScene, openChange } from './change-scene.ts';

let scene: ChangeScene;
beforeEach(async () => {
  scene = await openChange();
});

describe('attach request over HTTP', () => {
  it('reports one result per instance, in the order asked, over all products', async () => {
    for (const product of productNames) await createKeyPair(scene.cloud, product, 'ops');
    const ids = { ecs: scene.make('ecs', 2), ens: scene.make('ens', 1), swas: scene.make('swas', 1) };
    const targets = [
      targetOf('swas', 'ops', ids.swas),
      targetOf('ecs', 'ops', [ids.ecs[1] ?? '', 'i-doesnotexist0001', ids.ecs[0] ?? '']),
      targetOf('ens', 'ops', ids.ens),
    ];
    const { statusCode, report } = await scene.post('attach', { targets });
    expect(statusCode).toBe(200);
    expect(report).toMatchObject({
      requestId: '1-test',
      action: 'attach',
      complete: true,
      totalCount: 5,
      succeededCount: 4,
      failCount: 1,
      skippedCount: 0,
      unknownCount: 0,
    });
    expect(report.results.map(({ instanceId }) => instanceId)).toEqual(targets.flatMap((target) => target.instanceIds));
    expect(report.results[0]).toEqual({
      product: 'swas',
      regionId: 'cn-hangzhou',
      instanceId: ids.swas[0],
      keyPairName: 'ops',
      keyPairId: null,
      status: 'succeeded',
      code: '200',
      message: 'success; password login goes off with the next start',
      cloudRequestId: expect.any(String),
      attached: 'yes',
      effective: 'afterStart',
      seenBy: 'answer',
      replaced: null,
    });
    expect(report.results[2]).toMatchObject({ status: 'failed', code: 'InvalidInstanceId.NotFound', effective: 'no' });
    expect(report.results[4]).toMatchObject({ regionId: null, keyPairId: expect.stringMatching(/^ssh-/) });
  });

  it('names the key pair that it replaced', async () => {
    await createKeyPair(scene.cloud, 'ecs', 'ops');
    const ids = scene.make('ecs', 1, { keyPairName: 'old' });
    const { report } = await scene.post('attach', targetOf('ecs', 'ops', ids));
    expect(report.results[0]).toMatchObject({ status: 'succeeded', replaced: 'old' });
  });

  it('changes nothing in a dry run and says per instance what would happen', async () => {
    for (const product of productNames) await createKeyPair(scene.cloud, product, 'ops');
    const ecs = [
      ...scene.make('ecs', 1),
      ...scene.make('ecs', 1, { keyPairName: 'ops' }),
      ...scene.make('ecs', 1, { keyPairName: 'old' }),
      ...scene.make('ecs', 1, { os: 'windows' }),
      'i-doesnotexist0001',
    ];
    const ens = scene.make('ens', 1, { status: 'Running' });
    const { report } = await scene.post('attach', {
      targets: [targetOf('ecs', 'ops', ecs), targetOf('ens', 'ops', ens)],
      dryRun: true,
    });
    expect(report.results.map(({ code }) => code)).toEqual([
      'WouldAttach',
      'AlreadyAttached',
      'WouldReplace',
      'DependencyViolation.WindowsInstance',
      'InvalidInstanceId.NotFound',
      'IncorrectInstanceStatus',
    ]);
    expect(report.results[2]?.replaced).toBe('old');
    expect(report.dryRun).toBe(true);
    expect(scene.callsOf('AttachKeyPair')).toEqual([]);
  });

  it('fails the instances of a key pair that is not there and goes on with the others', async () => {
    await createKeyPair(scene.cloud, 'ecs', 'ops');
    const [first, second] = scene.make('ecs', 2) as [string, string];
    const targets = [
      targetOf('ecs', 'nope', [first]),
      targetOf('ecs', 'ops', [second]),
      targetOf('ens', 'nope', scene.make('ens', 1)),
    ];
    const { report } = await scene.post('attach', { targets });
    expect(report.results.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'InvalidKeyPairName.NotFound'],
      ['succeeded', '200'],
      ['failed', 'InvalidKeyPairName.NotFound'],
    ]);
  });

  it('an attach request over HTTP is done once: a second run changes nothing', async () => {
    await createKeyPair(scene.cloud, 'swas', 'ops');
    const target = targetOf('swas', 'ops', scene.make('swas', 3));
    await scene.post('attach', target);
    const { report } = await scene.post('attach', target);
    expect(report).toMatchObject({ succeededCount: 0, skippedCount: 3 });
    expect(scene.callsOf('AttachKeyPair')).toHaveLength(1);
  });
});

describe('a detach request', () => {
  it.each(productNames)('detaches on %s and skips what does not carry the key pair', async (product) => {
    await createKeyPair(scene.cloud, product, 'ops');
    const carrying = scene.make(product, 2, { keyPairName: 'ops' });
    const other = scene.make(product, 1, { keyPairName: 'other' });
    const { report } = await scene.post('detach', {
      ...targetOf(product, 'ops', [...other, ...carrying]),
      allowUnverified: true,
    });
    expect(report.results.map(({ status, code }) => [status, code])).toEqual([
      ['skipped', 'NotAttached'],
      ['succeeded', '200'],
      ['succeeded', '200'],
    ]);
    expect(scene.cloud.instances.get(other[0] ?? '')?.keyPairName).toBe('other');
  });
});

describe('any mix of targets', () => {
  const sizes = fc.record({ ecs: fc.nat(900), ens: fc.nat(500), swas: fc.nat(600) });

  it('takes exactly as many calls as the limits ask for, and gives each distinct id one result', async () => {
    for (const product of productNames)
      for (const name of ['ops', 'dev']) await createKeyPair(scene.cloud, product, name);
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.nat(3), async (ops, dev, cuts) => {
        const groups = productNames.flatMap((product) => [
          { product, keyPairName: 'ops', ids: scene.make(product, ops[product]) },
          { product, keyPairName: 'dev', ids: scene.make(product, dev[product]) },
        ]);
        const targets = groups.flatMap(({ product, keyPairName, ids }) =>
          cut(ids, cuts).map((part) => targetOf(product, keyPairName, part)),
        );
        fc.pre(targets.length > 0);
        scene.cloud.calls.clear();
        const { report } = await scene.post('attach', { targets }, {}, { KEYFLEET_MAX_INSTANCES: '5000' });
        expect(report.results.map((one) => one.instanceId)).toEqual(targets.flatMap((target) => target.instanceIds));
        expect(report.succeededCount).toBe(report.totalCount);
        const least = groups.reduce(
          (sum, { product, ids }) => sum + Math.ceil(ids.length / products[product].maxInstancesPerCall),
          0,
        );
        expect(scene.callsOf('AttachKeyPair')).toHaveLength(least);
      }),
      { numRuns: 8 },
    );
  });
});

/** Splits ids into a few targets, none of them empty. */
function cut(ids: readonly string[], cuts: number): string[][] {
  const size = Math.max(1, Math.ceil(ids.length / (cuts + 1)));
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
}
