import { afterAll, expect, it } from 'vitest';
import { witnessOfWorker } from '../../secrets/worker.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

it('a private key is in nothing that a rotation lets out when its calls of KMS go wrong', async () => {
  const scene = await openRotation();
  const { faults } = scene.cloud;
  const ids = [scene.make('ecs'), scene.make('swas')];
  faults.add({ fault: 'truncated', product: 'kms', action: 'PutSecretValue', times: 1 });
  faults.add({ fault: 'resetAfter', product: 'kms', action: 'GetSecretValue', times: 4 });

  for (const action of ['now', 'tick', 'tick']) {
    await scene.ask({ action, keyPair: 'ops' }).catch(() => null);
  }
  expect(faults.list().map(({ fired }) => fired)).toEqual([1, 4]);
  scene.pass(DAY_MS + 60_000);
  await scene.tick();
  await scene.ask({ action: 'record', keyPair: 'ops' });
  const key = await scene.currentKey();
  expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => [key]));
  await scene.close();

  expect(witnessOfWorker().takeFinds()).toEqual([]);
});
