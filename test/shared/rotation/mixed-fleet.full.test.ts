import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets, kmsApi } from '../../../shared/cloud/kms/index.ts';
import { readCurrentGenerations } from '../../../shared/ledger/current.ts';
import { createDriver, openLocal, regionOf } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { DAY_MS, openRotation } from './scenes/scene.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

afterAll(closeClouds);

const now = { action: 'now', keyPair: 'ops' };

describe('in a mixed fleet, a rotation', () => {
  it('leaves alone what is not its own, and says why', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const ours = scene.make('ecs');
    const foreign = scene.make('ecs', { keyPairName: 'theirs' });
    const ignored = scene.make('ecs', { tags: { ssh: 'ops', 'keyfleet:ignore': '' } });
    const edge = scene.make('ens');
    const windows = scene.make('ecs', { os: 'windows' });
    const { instances, current } = await scene.ask(now);
    const ids = (name: keyof typeof instances) => instances[name]?.map(({ instanceId, code }) => [instanceId, code]);
    expect(ids('verified')).toEqual([[ours, 'OnTarget']]);
    expect(ids('foreign')).toEqual([[foreign, 'ForeignKeyPair']]);
    expect(ids('ignored')).toEqual([[ignored, 'Ignored']]);
    expect(new Map(ids('excluded') as [string, string][])).toEqual(
      new Map([
        [edge, 'NeedsLoginVerification'],
        [windows, 'WindowsInstance'],
      ]),
    );
    const carried = [ours, foreign, ignored, edge].map((id) => scene.cloud.instances.get(id)?.keyPairName);
    expect(carried).toEqual([current, 'theirs', 'ops', 'ops']);
    expect(await scene.keyPairs('ens')).toEqual(['ops']);
  });

  it('gives an instance that was launched in the middle both keys, and takes the old one away with the others', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    scene.make('ecs');
    const held = scene.make('swas');
    scene.cloud.faults.add({ fault: 'error', product: 'swas', action: 'AttachKeyPair', code: 'OperationDenied' });
    expect((await scene.ask(now)).phase).toBe('adding');
    const launched = scene.cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', tags: { ssh: 'ops' } }]);
    const id = launched[0]?.instanceId ?? '';
    scene.cloud.faults.clear();
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 3 } });
    expect(await scene.letsIn(id)).toEqual(['first', '1']);
    scene.pass(DAY_MS + 60_000);
    expect((await scene.tick()).phase).toBe('idle');
    expect(await scene.letsIn(id)).toEqual(['1']);
    expect(await scene.letsIn(held)).toEqual(['1']);
  });

  it('finishes an instance that was stopped between its proof and the end of the grace', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    const [staying, stopping] = [scene.make('ecs'), scene.make('ecs')];
    await scene.ask(now);
    const { power } = createDriver(scene.cloud, 'ecs');
    const region = regionOf('ecs');
    const until = async (status: string) => {
      while (scene.cloud.instances.get(stopping)?.status !== status) await scene.clock.sleep(10);
    };
    await power.stop(region, [stopping], false);
    await until('Stopped');
    scene.pass(DAY_MS + 60_000);
    const lagging = await scene.tick();
    expect(lagging).toMatchObject({ phase: 'lagging', health: 'attention', counts: { verified: 1, lagging: 1 } });
    expect(lagging.instances.lagging).toMatchObject([{ instanceId: stopping, code: 'KeepsOldKey' }]);
    expect(await scene.letsIn(staying)).toEqual(['1']);
    await power.start(region, [stopping]);
    await until('Running');
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await scene.letsIn(stopping)).toEqual(['1']);
    expect(scene.cloud.instances.get(stopping)?.tags).not.toHaveProperty(['keyfleet:keeps']);
  });

  it('leaves an instance that comes back the key that has grace left, and takes the older one', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    scene.make('ecs');
    const away = scene.make('ecs');
    await scene.ask(now);
    await scene.cloud.instances.change(away, { agent: 'offline' });
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'lagging' });
    expect(await scene.ask(now)).toMatchObject({ phase: 'grace' });
    await scene.cloud.instances.change(away, { agent: 'online' });
    expect(await scene.tick()).toMatchObject({ phase: 'grace', counts: { verified: 2 } });
    expect(await scene.takes(away)).toEqual(['1', '2']);
    scene.pass(DAY_MS + 60_000);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', health: 'fine' });
    expect(await scene.takes(away)).toEqual(['2']);
  });

  it('does not begin where there is nothing to rotate', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    scene.make('ecs', { keyPairName: 'theirs' });
    await expect(scene.ask(now)).rejects.toMatchObject({ code: 'RotationRefused' });
    expect(await scene.stages()).toEqual({});
  });

  it('mends what got the first key pair after that was taken away, and says which one new instances are to get', async () => {
    const scene = await openRotation();
    onTestFinished(() => scene.close());
    scene.make('ecs');
    await scene.ask(now);
    scene.pass(DAY_MS + 60_000);
    const { current } = await scene.tick();
    const late = scene.make('ecs');
    expect(await scene.letsIn(late)).toEqual(['first']);
    expect(await scene.tick()).toMatchObject({ phase: 'idle', counts: { verified: 2 } });
    expect(await scene.letsIn(late)).toEqual(['1']);
    expect(scene.cloud.instances.get(late)?.tags).not.toHaveProperty(['keyfleet:keeps']);
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
    const fleet = opsFleet('rotation: { every: 30d, secret: keyfleet/ops }');
    const generations = await readCurrentGenerations(fleet, scene.cloud.accountId, secrets);
    expect(generations.get('ops')?.name).toBe(current);
  });
});
