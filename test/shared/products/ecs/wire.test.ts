import { DescribeInstancesRequest } from '@alicloud/ecs20140526/dist/models/DescribeInstancesRequest.js';
import { RunCommandRequest } from '@alicloud/ecs20140526/dist/models/RunCommandRequest.js';
import { StopInstancesRequest } from '@alicloud/ecs20140526/dist/models/StopInstancesRequest.js';
import { describe, expect, it } from 'vitest';
import { toWire } from '../../../../shared/products/ecs/wire.ts';

/** What the vendor's model makes of fields; the core drops what is not set. */
const toMap = (model: { toMap(): Record<string, unknown> }) =>
  Object.fromEntries(Object.entries(model.toMap()).filter(([, value]) => value !== undefined && value !== null));

describe('fields of an ECS request', () => {
  it('the fields of an ECS request are named as the vendor’s models name them', () => {
    const listing = { regionId: 'cn-hangzhou', instanceIds: '["i-1"]', instanceName: 'web-*', maxResults: 100 };
    expect(toWire<DescribeInstancesRequest>(listing)).toEqual(toMap(new DescribeInstancesRequest(listing)));
    const stop = { regionId: 'cn-hangzhou', instanceId: ['i-1', 'i-2'], forceStop: true, stoppedMode: 'KeepCharging' };
    expect(toWire<StopInstancesRequest>(stop)).toEqual(toMap(new StopInstancesRequest(stop)));
    const run = { regionId: 'cn-hangzhou', instanceId: ['i-1'], timeout: 60, commandContent: 'ZQ==', username: 'root' };
    expect(toWire<RunCommandRequest>(run)).toEqual(toMap(new RunCommandRequest(run)));
  });

  it('the fields of an ECS request are named inside lists too', () => {
    expect(toWire<DescribeInstancesRequest>({ tag: [{ key: 'ssh', value: 'ops' }] })).toEqual({
      Tag: [{ Key: 'ssh', Value: 'ops' }],
    });
  });
});
