import { describe, expect, it } from 'vitest';
import { createStandby } from '../../../../shared/cloud/ess/standby.ts';
import type { RpcCall } from '../../../../shared/cloud/rpc.ts';

const row = { InstanceId: 'i-1', ScalingGroupId: 'asg-1', LifecycleState: 'InService', HealthStatus: 'Healthy' };
/** One page with this answer, and nothing behind it. */
const answering =
  (body: object): RpcCall =>
  async (_action, { PageNumber }) =>
    (PageNumber === 1 ? body : { ScalingInstances: [] }) as never;

describe('members of scaling groups', () => {
  it('members of scaling groups are looked for in calls of 20 ids', async () => {
    const asked: unknown[] = [];
    const call: RpcCall = async (action, parameters) => {
      asked.push([action, (parameters['InstanceIds'] as string[]).length, parameters['RegionId']]);
      return { TotalCount: 1, PageSize: 50, ScalingInstances: [row] } as never;
    };
    const ids = Array.from({ length: 41 }, (_, at) => `i-${at}`);
    const found = await createStandby(call).find('cn-hangzhou', ids);
    expect(asked).toEqual([20, 20, 1].map((count) => ['DescribeScalingInstances', count, 'cn-hangzhou']));
    expect(found).toEqual(new Map([['i-1', { groupId: 'asg-1', state: 'InService' }]]));
  });

  it.each([
    ['without a list', {}],
    ['with fewer rows than its total', { TotalCount: 2, ScalingInstances: [row] }],
  ])('members of scaling groups are not known from an answer %s', async (_what, body) => {
    const standby = createStandby(answering(body));
    await expect(standby.find('cn-hangzhou', ['i-1', 'i-2'])).rejects.toMatchObject({ code: 'IncompleteAnswer' });
  });
});
