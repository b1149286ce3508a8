import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyPair, targetOf } from '../../../stack.ts';
import { createScene } from '../act/scene.ts';

const products = ['ecs', 'ens', 'swas'] as const;

async function open() {
  const scene = await createScene();
  onTestFinished(() => scene.close());
  return scene;
}

describe('a dry run of an attach', () => {
  it.each(products)('fails on %s where the run would, for a key pair that does not exist', async (product) => {
    const { make, run } = await open();
    const request = targetOf(product, 'nosuch', make(product, 2, { status: 'Stopped' }));
    const [dry, wet] = [await run('attach', { ...request, dryRun: true }), await run('attach', request)];
    expect(dry.results.map(({ status, code }) => [status, /NotFound/.test(code)])).toEqual([
      ['failed', true],
      ['failed', true],
    ]);
    expect(wet.results.map(({ status }) => status)).toEqual(dry.results.map(({ status }) => status));
  });

  it.each(products)('says on %s what would happen, for one that does', async (product) => {
    const { make, run, cloud } = await open();
    await createKeyPair(cloud, product, 'ops');
    const request = targetOf(product, 'ops', make(product, 1, { status: 'Stopped' }));
    expect((await run('attach', { ...request, dryRun: true })).results).toMatchObject([{ code: 'WouldAttach' }]);
  });

  it('says what it may not look at', async () => {
    const { make, run, cloud } = await open();
    cloud.faults.add({
      product: 'ecs',
      action: 'DescribeKeyPairs',
      fault: 'error',
      code: 'Forbidden.RAM',
      status: 403,
    });
    const { results } = await run('attach', { ...targetOf('ecs', 'ops', make('ecs', 1)), dryRun: true });
    expect(results).toMatchObject([{ status: 'failed', code: 'Forbidden.RAM' }]);
  });
});
