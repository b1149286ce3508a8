import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyPair, targetOf } from '../../../stack.ts';
import { createScene } from '../act/scene.ts';

/** The questions about agents that a dry run of a detach asks of running instances of a product. */
async function questionsOf(product: 'ecs' | 'ens' | 'swas') {
  const { cloud, make, run, close } = await createScene();
  onTestFinished(close);
  await createKeyPair(cloud, product, 'ops');
  await run('detach', { ...targetOf(product, 'ops', make(product, 1, { keyPairName: 'ops' })), dryRun: true });
  return cloud.calls.list().filter(({ action }) => action === 'DescribeCloudAssistantStatus').length;
}

describe('guests are looked into', () => {
  it.each(['ecs', 'swas'] as const)('on %s, which runs scripts in them', async (product) => {
    expect(await questionsOf(product)).toBe(1);
  });

  it('not on ens, which runs none', async () => {
    expect(await questionsOf('ens')).toBe(0);
  });
});
