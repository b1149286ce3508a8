import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { addInstance, openCloud } from '../open-cloud.ts';
import { type Parameters, repeated } from '../signed-call.ts';
import { isIsolated } from '../where-isolated.ts';

interface Results {
  Invocation: {
    TotalCount: number;
    NextToken: string;
    InvocationResults: {
      InvocationResult: { InstanceId: string; Output: string; InvokeRecordStatus: string; Dropped: number }[];
    };
  };
}
const plain = { Type: 'RunShellScript', CommandContent: 'echo hello' };
const runCommand = (cloud: LocalCloud, parameters: Parameters) => ask(cloud, 'ecs', 'RunCommand', parameters);

async function results(cloud: LocalCloud, parameters: Parameters) {
  const { body } = await ask(cloud, 'ecs', 'DescribeInvocationResults', parameters);
  return (body as unknown as Results).Invocation;
}

async function finished(cloud: LocalCloud, invokeId: unknown) {
  for (;;) {
    const page = await results(cloud, { InvokeId: String(invokeId), MaxResults: 50, ContentEncoding: 'PlainText' });
    const rows = page.InvocationResults.InvocationResult;
    if (rows.every(({ InvokeRecordStatus }) => InvokeRecordStatus !== 'Running')) return rows;
    await wait(10);
  }
}

describe.skipIf(!isIsolated)('ecs RunCommand', () => {
  it('runs in many instances, and the rows come page by page', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const ids = cloud.instances
      .add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 12 }])
      .map(({ instanceId }) => instanceId);
    const { body } = await runCommand(cloud, { ...plain, ...repeated('InstanceId', ids) });
    expect(body).toMatchObject({
      CommandId: expect.stringMatching(/^c-/),
      InvokeId: expect.stringMatching(/^t-/),
    });
    const first = await results(cloud, { InvokeId: String(body.InvokeId) });
    expect(first).toMatchObject({
      TotalCount: 12,
      PageNumber: 1,
      PageSize: 10,
      InvocationResults: { InvocationResult: { length: 10 } },
    });
    const page = await results(cloud, { InvokeId: String(body.InvokeId), MaxResults: 7 });
    const next = await results(cloud, { InvokeId: String(body.InvokeId), MaxResults: 7, NextToken: page.NextToken });
    const rows = [page, next].flatMap(({ InvocationResults }) => InvocationResults.InvocationResult);
    expect(rows.map(({ InstanceId }) => InstanceId)).toEqual(ids);
    expect(next.NextToken).toBe('');
  });

  it('finds instances by their tags', async () => {
    const cloud = await openCloud();
    const ids = ['a', 'b'].map((role) => addInstance(cloud, { product: 'ecs', tags: { role } }));
    const byTag = (value: string) =>
      runCommand(cloud, { ...plain, 'ResourceTag.1.Key': 'role', 'ResourceTag.1.Value': value });
    const { body } = await byTag('b');
    expect(await finished(cloud, body.InvokeId)).toMatchObject([{ InstanceId: ids[1], Output: 'hello\n' }]);
    expect((await byTag('c')).body.Code).toBe('InvalidResourceTag.InstanceNotFound');
  });

  it('takes an unknown ContentEncoding as plain text, and Base64 in any capitalisation', async () => {
    const cloud = await openCloud();
    const target = { 'InstanceId.1': addInstance(cloud, { product: 'ecs' }) };
    const one = await runCommand(cloud, { ...plain, ...target, ContentEncoding: 'rot13' });
    const encoded = { CommandContent: Buffer.from('echo hello').toString('base64'), ContentEncoding: 'BASE64' };
    const other = await runCommand(cloud, { ...plain, ...target, ...encoded });
    expect(await finished(cloud, one.body.InvokeId)).toMatchObject([{ Output: 'hello\n' }]);
    expect(await finished(cloud, other.body.InvokeId)).toMatchObject([{ Output: 'hello\n' }]);
  });

  it('fills in custom parameters and built-in ones, when that is enabled', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product: 'ecs' });
    const content = { Type: 'RunShellScript', CommandContent: 'echo "{{ Name }} {{ACS::InstanceId}} {{x}}"' };
    const given = { ...content, 'InstanceId.1': id, Parameters: '{"name":"Jack","X":""}' };
    const { body } = await runCommand(cloud, { ...given, EnableParameter: true });
    expect(await finished(cloud, body.InvokeId)).toMatchObject([{ Output: `Jack ${id} \n` }]);
    const off = await runCommand(cloud, { ...content, 'InstanceId.1': id });
    expect(await finished(cloud, off.body.InvokeId)).toMatchObject([
      { Output: '{{ Name }} {{ACS::InstanceId}} {{x}}\n' },
    ]);
  });

  it('ecs RunCommand is answered once for a ClientToken', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const given = { ...plain, 'InstanceId.1': addInstance(cloud, { product: 'ecs' }), ClientToken: 't-1' };
    const [one, two] = [await runCommand(cloud, given), await runCommand(cloud, given)];
    expect(two.body.InvokeId).toBe(one.body.InvokeId);
    expect((await results(cloud, {})).TotalCount).toBe(1);
    expect((await runCommand(cloud, { ...given, Timeout: 20 })).body.Code).toBe('IdempotentParameterMismatch');
  });

  it('drops what is beyond 24 KB of output, and says how much', async () => {
    const cloud = await openCloud();
    const given = { 'InstanceId.1': addInstance(cloud, { product: 'ecs' }), Type: 'RunShellScript' };
    const { body } = await runCommand(cloud, { ...given, CommandContent: 'head -c 30000 /dev/zero | tr "\\0" x' });
    const [row] = await finished(cloud, body.InvokeId);
    expect([row?.Output.length, row?.Dropped]).toEqual([24 * 1024, 30_000 - 24 * 1024]);
  });
});

describe.skipIf(!isIsolated)('ecs InvokeCommand', () => {
  it('runs again what was kept, with another time limit and folder for this once', async () => {
    const cloud = await openCloud();
    const target = { 'InstanceId.1': addInstance(cloud, { product: 'ecs' }) };
    const content = { Type: 'RunShellScript', CommandContent: 'pwd' };
    const kept = await runCommand(cloud, { ...content, ...target, KeepCommand: true });
    const again = { CommandId: String(kept.body.CommandId), ...target };
    const { body } = await ask(cloud, 'ecs', 'InvokeCommand', { ...again, WorkingDir: '/tmp' });
    expect(await finished(cloud, body.InvokeId)).toMatchObject([{ Output: '/tmp\n' }]);
    expect(Object.keys(body).toSorted()).toEqual(['InvokeId', 'RequestId']);
    const byCommand = await results(cloud, { CommandId: again.CommandId });
    expect(byCommand.TotalCount).toBe(2);
  });

  it('ecs InvokeCommand does not find one that was not kept', async () => {
    const cloud = await openCloud({ guestRunner: 'none' });
    const target = { 'InstanceId.1': addInstance(cloud, { product: 'ecs' }) };
    const { body } = await runCommand(cloud, { ...plain, ...target });
    const again = await ask(cloud, 'ecs', 'InvokeCommand', { CommandId: String(body.CommandId), ...target });
    expect([again.status, again.body.Code]).toEqual([404, 'InvalidCmdId.NotFound']);
  });
});
