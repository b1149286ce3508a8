import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { provenTag } from './scenes/proven-tag.ts';
import { openRotation, RARELY } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

const count = (values: readonly string[]) =>
  Object.fromEntries(
    [...new Set(values)].toSorted().map((one) => [one, values.filter((value) => value === one).length]),
  );

describe('a tick with nothing to do', () => {
  it('costs one call for 100 instances, the key-pair pages of SWAS, and two for the secret', async () => {
    const scene = await openRotation({ lines: RARELY });
    onTestFinished(() => scene.close());
    const keyPairName = await scene.promoteBefore();
    const tags = { ssh: 'ops', ...provenTag(keyPairName, scene.clock.now() + 120_000) };
    scene.make('ecs', { keyPairName, count: 900, tags });
    scene.make('ens', { keyPairName, count: 600 });
    scene.make('swas', { keyPairName, count: 500, tags });
    scene.pass(300_000);
    scene.cloud.calls.clear();
    const status = await scene.tick();
    expect(status).toMatchObject({ phase: 'idle', counts: { pending: 0, lagging: 0, excluded: 600 } });
    const calls = scene.cloud.calls.list().map(({ product, action }) => `${product}.${action}`);
    expect(count(calls)).toEqual({
      'ecs.DescribeInstances': 9,
      'ens.DescribeInstances': 6,
      'kms.DescribeSecret': 1,
      'kms.ListSecretVersionIds': 1,
      'swas.ListInstances': 5,
      'swas.ListKeyPairs': 1,
    });
  });
});
