import { describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { addInstance, openCloud } from '../open-cloud.ts';
import { repeated } from '../signed-call.ts';

type Rows = { InstanceCloudAssistantStatus: { InstanceId: string; CloudAssistantStatus: string }[] };

describe('whether the agent answers', () => {
  it('ecs says it as text, swas as a boolean', async () => {
    const cloud = await openCloud({ unsafeGuests: true });
    const states = [{}, { agent: 'offline' }, { status: 'Stopped' }, { os: 'windows' }] as const;
    const ecs = states.map((state) => addInstance(cloud, { product: 'ecs', ...state }));
    const { body } = await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus', repeated('InstanceId', ecs));
    const rows = (body.InstanceCloudAssistantStatusSet as Rows).InstanceCloudAssistantStatus;
    expect(rows.map(({ CloudAssistantStatus }) => CloudAssistantStatus)).toEqual(['true', 'false', 'false', 'false']);

    const swas = states.map((state) => addInstance(cloud, { product: 'swas', ...state }));
    const list = { InstanceIds: JSON.stringify(swas) };
    const answer = await ask(cloud, 'swas', 'DescribeCloudAssistantStatus', list);
    expect(answer.body).toMatchObject({
      TotalCount: 4,
      PageSize: 10,
      CloudAssistantStatus: [true, false, false, false].map((Status, at) => ({ InstanceId: swas[at], Status })),
    });
  });

  it('changes when the agent is turned off and on', async () => {
    const cloud = await openCloud({ unsafeGuests: true });
    const id = addInstance(cloud, { product: 'ecs' });
    const status = async () => {
      const { body } = await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus', { 'InstanceId.1': id });
      return (body.InstanceCloudAssistantStatusSet as Rows).InstanceCloudAssistantStatus[0]?.CloudAssistantStatus;
    };
    const seen = [await status()];
    for (const agent of ['offline', 'online'] as const) {
      await cloud.instances.change(id, { agent });
      seen.push(await status());
    }
    expect(seen).toEqual(['true', 'false', 'true']);
  });

  it('ecs pages through all instances when none is named, and knows only those there are', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 12 }]);
    const first = await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus');
    expect(first.body).toMatchObject({
      TotalCount: 12,
      InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus: { length: 10 } },
    });
    const next = await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus', { NextToken: String(first.body.NextToken) });
    expect(next.body).toMatchObject({
      NextToken: '',
      InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus: { length: 2 } },
    });
    const unknown = await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus', { 'InstanceId.1': 'i-none' });
    expect([unknown.status, unknown.body.Code]).toEqual([404, 'InvalidInstance.NotFound']);
    expect((await ask(cloud, 'ecs', 'DescribeCloudAssistantStatus', { OSType: 'Windows' })).body.TotalCount).toBe(0);
  });

  it('none does where scripts cannot be isolated', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const id = addInstance(cloud, { product: 'swas' });
    const { body } = await ask(cloud, 'swas', 'DescribeCloudAssistantStatus', { InstanceIds: JSON.stringify([id]) });
    expect(body.CloudAssistantStatus).toEqual([{ InstanceId: id, Status: false }]);
    expect(await cloud.instances.inspect(id)).toMatchObject({ agent: 'offline' });
    expect(await cloud.isolation()).toMatchObject({ runner: 'none', reason: expect.any(String) });
  });
});

describe('swas DescribeInvocations', () => {
  it('lists what was run in one server, latest first, without output', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const id = addInstance(cloud, { product: 'swas' });
    const run = (Name: string) =>
      ask(cloud, 'swas', 'RunCommand', { InstanceId: id, Name, Type: 'RunShellScript', CommandContent: 'ls' });
    const [first, second] = [await run('one'), await run('two')];
    const { body } = await ask(cloud, 'swas', 'DescribeInvocations', { InstanceId: id });
    expect(body).toMatchObject({
      TotalCount: 2,
      Invocations: [
        { InvokeId: second.body.InvokeId, CommandName: 'two', CommandType: 'RunShellScript', CommandContent: 'bHM=' },
        { InvokeId: first.body.InvokeId, CommandName: 'one', Parameters: {} },
      ],
    });
    const unknown = { InstanceId: id, InvokeId: 't-none' };
    expect((await ask(cloud, 'swas', 'DescribeInvocationResult', unknown)).body.Code).toBe('InvalidInvokeId.NotFound');
  });
});
