import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { DAY_MS, openRotation } from '../scenes/scene.ts';
import { closeClouds } from '../scenes/scene-cloud.ts';

afterAll(closeClouds);

describe('a tick that did its work and failed to make the record', () => {
  it('reports what it did beside what failed', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const id = scene.make('ecs');
    await scene.ask({ action: 'now', keyPair: 'ops' });
    scene.pass(DAY_MS + 60_000);
    let isRetired = false;
    const status = await scene.tick((_, action) => {
      if (action === 'UpdateSecretVersionStage') isRetired = true;
      if (isRetired && action === 'GetSecretValue')
        throw new CloudError({ fate: 'lost', code: 'NoAnswer', message: 'gone' });
    });
    expect(status.changes).toContainEqual(expect.objectContaining({ instanceId: id, step: 'retire', status: 'done' }));
    expect(status).toMatchObject({
      health: 'attention',
      reason: expect.stringMatching(/^NoAnswer: /),
      causes: [{ code: 'NoAnswer' }],
    });
    expect(status).not.toHaveProperty('record');
    expect(await scene.tick()).toMatchObject({ health: 'fine', causes: [] });
  });
});
