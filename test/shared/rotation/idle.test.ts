import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRotation } from './scene.ts';
import { closeClouds } from './scene-cloud.ts';

afterAll(closeClouds);

const count = (values: readonly string[]) =>
  Object.fromEntries(
    [...new Set(values)].toSorted().map((one) => [one, values.filter((value) => value === one).length]),
  );

describe('a tick with nothing to do', () => {
  it('costs one call for 100 instances, the key-pair pages of SWAS, and one for the secret', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const keyPairName = await scene.promoteBefore();
    scene.make('ecs', { keyPairName, count: 900 });
    scene.make('ens', { keyPairName, count: 600 });
    scene.make('swas', { keyPairName, count: 500 });
    scene.pass(-2 * 86_400_000);
    scene.cloud.calls.clear();
    const status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle' });
    const calls = scene.cloud.calls.list().map(({ product, action }) => `${product}.${action}`);
    expect(count(calls)).toEqual({
      'ecs.DescribeInstances': 9,
      'ens.DescribeInstances': 6,
      'kms.ListSecretVersionIds': 1,
      'swas.ListInstances': 5,
      'swas.ListKeyPairs': 1,
    });
  });
});
