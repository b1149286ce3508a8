import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { call } from '../signed-call.ts';
import { control } from './control-request.ts';

describe('/_local/calls', () => {
  it('lists calls and forgets them', async () => {
    const cloud = await openCloud();
    await call(cloud, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-hangzhou' });
    expect((await control(cloud, 'GET', '/calls')).body).toMatchObject([{ action: 'DescribeKeyPairs', status: 200 }]);
    expect((await control(cloud, 'DELETE', '/calls')).body).toEqual([]);
    expect((await control(cloud, 'GET', '/calls')).body).toEqual([]);
  });
});
