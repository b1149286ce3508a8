import { describe, expect, it } from 'vitest';
import { ask, askOne } from '../../ask.ts';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';

const names = (rows: unknown, field: string) => (rows as Record<string, string>[]).map((row) => row[field]);

describe('what small clients look up first', () => {
  it('regions of ECS and SWAS are listed without a region, and each is one that calls may name', async () => {
    const cloud = await openCloud();
    const { body } = await call(cloud, 'ecs', 'DescribeRegions');
    const ids = names((body.Regions as Record<string, unknown>).Region, 'RegionId');
    expect(ids).toContain('cn-hangzhou');
    expect(names((await call(cloud, 'swas', 'ListRegions')).body.Regions, 'RegionId')).toEqual(ids);
    const zones = await call(cloud, 'ecs', 'DescribeZones', { RegionId: ids.at(-1) ?? '' });
    expect(names((zones.body.Zones as Record<string, unknown>).Zone, 'ZoneId')).toContain(`${ids.at(-1)}-h`);
  });

  it('a running instance is not deleted without Force, and a stopped one is gone with its key pair', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const id = addInstance(cloud, { product: 'ecs', keyPairName: 'ops' });
    expect((await askOne(cloud, 'ecs', 'DeleteInstance', id)).body.Code).toBe('IncorrectInstanceStatus');
    expect((await ask(cloud, 'ecs', 'DeleteInstance', { InstanceId: id, Force: 'true' })).status).toBe(200);
    expect((await ask(cloud, 'ecs', 'DescribeInstances')).body).toMatchObject({ TotalCount: 0 });
    expect(cloud.instances.get(id)).toBeUndefined();
    expect((await ask(cloud, 'ecs', 'DeleteKeyPairs', { KeyPairNames: '["ops"]' })).status).toBe(200);
    expect(cloud.events.list()).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ resourceId: id, state: 'Deleted' }) }),
    );
  });

  it('an instance and a key pair join a resource group, and are found by it', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const id = addInstance(cloud, { product: 'ecs' });
    const join = (ResourceType: string, ResourceId: string) =>
      ask(cloud, 'ecs', 'JoinResourceGroup', { ResourceType, ResourceId, ResourceGroupId: 'rg-1' });
    expect([(await join('instance', id)).status, (await join('keypair', 'ops')).status]).toEqual([200, 200]);
    const found = await ask(cloud, 'ecs', 'DescribeInstances', { ResourceGroupId: 'rg-1' });
    expect(found.body).toMatchObject({ TotalCount: 1 });
    const keyPairs = await ask(cloud, 'ecs', 'DescribeKeyPairs', { ResourceGroupId: 'rg-1' });
    expect(keyPairs.body).toMatchObject({ TotalCount: 1 });
    expect((await join('instance', 'i-none')).body.Code).toBe('InvalidResourceId.NotFound');
  });

  it('calls are remembered up to a number, the last of them', async () => {
    const cloud = await openCloud({ settings: { kept: { calls: 3 } } });
    for (let at = 0; at < 8; at++) await ask(cloud, 'ecs', at < 7 ? 'DescribeInstances' : 'DescribeKeyPairs');
    expect(cloud.calls.list().map(({ action }) => action)).toEqual([
      'DescribeInstances',
      'DescribeInstances',
      'DescribeKeyPairs',
    ]);
  });
});
