import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { call } from '../signed-call.ts';
import { control } from './control-request.ts';

describe('POST /_local/reset', () => {
  it('begins anew, empty by default; port and credentials stay', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const region = { RegionId: 'cn-hangzhou' };
    await call(cloud, 'ecs', 'DescribeKeyPairs', region);
    cloud.settings.latencyMs = 1;
    expect((await control(cloud, 'POST', '/reset', {})).body).toEqual({ fleet: 'empty' });
    expect(cloud.instances.list()).toEqual([]);
    expect(cloud.calls.list()).toEqual([]);
    expect(cloud.settings.latencyMs).toBe(0);
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region)).body.TotalCount).toBe(0);
  });

  it('POST /_local/reset can begin with the demo fleet', async () => {
    const cloud = await openCloud();
    await control(cloud, 'POST', '/reset', { fleet: 'demo' });
    expect(cloud.instances.list().length).toBeGreaterThan(10);
  });

  it('returns to the settings of the start', async () => {
    const cloud = await openCloud({ settings: { windows: { ecs: 'request' } } });
    cloud.settings.windows.ecs = 'row';
    cloud.reset();
    expect(cloud.settings.windows).toEqual({ ecs: 'request', ens: 'row', swas: 'row' });
  });

  it('refuses another fleet', async () => {
    const cloud = await openCloud();
    const { status, body } = await control(cloud, 'POST', '/reset', { fleet: 'huge' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ details: [{ path: 'fleet' }] });
  });
});
