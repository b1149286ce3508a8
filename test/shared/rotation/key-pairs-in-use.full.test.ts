import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { essApi } from '../../../shared/cloud/ess/api.ts';
import { openLocal, rpc } from '../../stack.ts';
import { DAY_MS, openRotation, type RotationScene } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

const RegionId = 'cn-hangzhou';

/** A fleet of one, whose first own generation is about to be taken away. */
async function openScene() {
  const scene = await openRotation();
  onTestFinished(() => scene.close());
  const old = await scene.promoteBefore();
  const id = scene.make('ecs', { keyPairName: old });
  expect(await scene.letsIn(id)).toEqual(['1']);
  await scene.ask({ action: 'now', keyPair: 'ops' });
  scene.pass(DAY_MS + 60_000);
  return { ...scene, old, id };
}

type Namer = readonly [
  what: string,
  name: (scene: RotationScene, KeyPairName: string) => Promise<() => Promise<unknown>>,
  said: RegExp,
];

const byTemplate: Namer[1] = async ({ cloud }, KeyPairName) => {
  const ecs = rpc(cloud, 'ecs');
  const web = { RegionId, LaunchTemplateName: 'web' };
  for (let at = 1; at <= 2; at++) await ecs('CreateLaunchTemplate', { ...web, LaunchTemplateName: `other-${at}` });
  await ecs('CreateLaunchTemplate', { ...web, KeyPairName });
  await ecs('CreateLaunchTemplateVersion', web);
  return () => ecs('DeleteLaunchTemplate', web);
};

const byConfiguration: Namer[1] = async ({ cloud }, KeyPairName) => {
  const ess = openLocal(cloud)(essApi);
  const group = { RegionId, ScalingGroupId: 'asg-1' };
  for (let at = 1; at <= 60; at++)
    await ess('CreateScalingConfiguration', { ...group, ScalingConfigurationName: `c-${at}` });
  const request = { ...group, ScalingConfigurationName: 'web', KeyPairName };
  const { ScalingConfigurationId } = await ess<{ ScalingConfigurationId: string }>(
    'CreateScalingConfiguration',
    request,
  );
  return () => ess('DeleteScalingConfiguration', { RegionId, ScalingConfigurationId });
};

const namers: readonly Namer[] = [
  ['an old version of a launch template', byTemplate, /named by launch template web \(lt-\w+\), version 1$/],
  ['a scaling configuration', byConfiguration, /named by scaling configuration web \(asc-\w+\) of group asg-1$/],
];

describe('an old key pair that is named for instances to come', () => {
  it.each(namers)('by %s is kept, though its key is taken away, until nothing names it', async (_, name, said) => {
    const scene = await openScene();
    const forget = await name(scene, scene.old);
    const kept = [{ product: 'ecs', regionId: RegionId, keyPairName: scene.old, reason: expect.stringMatching(said) }];
    const reason = expect.stringMatching(new RegExp(`^key pair ${scene.old} is kept: it is ${said.source}`));
    const expected = { phase: 'lagging', health: 'attention', reason, kept, counts: { verified: 1, lagging: 0 } };
    expect(await scene.tick()).toMatchObject(expected);
    expect(await scene.ask({ action: 'status' })).toMatchObject({ ...expected, changes: [] });
    expect(await scene.keyPairs('ecs')).toContain(scene.old);
    expect(await scene.letsIn(scene.id)).toEqual(['2']);

    await forget();
    const finished = await scene.tick();
    expect(finished).toMatchObject({ phase: 'idle', health: 'fine', reason: null });
    expect(finished).not.toHaveProperty('kept');
    expect(await scene.keyPairs('ecs')).not.toContain(scene.old);
  });

  it('of which nobody knows whether it is named is kept too, with the reason', async () => {
    const scene = await openScene();
    const refused = { fault: 'error', code: 'Forbidden.RAM', status: 403, times: 1 } as const;
    for (const [product, action] of [
      ['ecs', 'DescribeLaunchTemplates'],
      ['ess', 'DescribeScalingConfigurations'],
    ] as const) {
      scene.cloud.faults.add({ product, action, ...refused });
      const [kept] = (await scene.tick()).kept ?? [];
      expect(kept?.reason).toMatch(/^what names it could not be looked at: Forbidden\.RAM/);
    }
    expect(await scene.keyPairs('ecs')).toContain(scene.old);
    expect(await scene.tick()).toMatchObject({ phase: 'idle' });
    expect(await scene.keyPairs('ecs')).not.toContain(scene.old);
  });

  it('is not looked for as long as there is none to delete', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    expect(await scene.letsIn(scene.make('ecs'))).toEqual(['first']);
    await scene.ask({ action: 'now', keyPair: 'ops' });
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle' });
    expect(scene.cloud.calls.list().filter(({ action }) => /Template|Scaling/.test(action ?? ''))).toEqual([]);
  });
});
