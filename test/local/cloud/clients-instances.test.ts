import * as ecsModule from '@alicloud/ecs20140526';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import * as swasModule from '@alicloud/swas-open20200601';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { expect, it } from 'vitest';
import { patient } from '../../time-limits.ts';
import { addInstance, importKeyPair, openCloud } from './open-cloud.ts';
import { isIsolated } from './where-isolated.ts';

/** Under ES modules the CommonJS clients' default export stands one level deeper. */
function defaultOf<T>(module: { default: T }): T {
  return (module.default as { default?: T }).default ?? module.default;
}
const EcsClient = defaultOf(ecsModule);
const SwasClient = defaultOf(swasModule);
const region = { regionId: 'cn-hangzhou' };

function configFor({ url, accessKeyId, accessKeySecret }: LocalCloud) {
  return new $OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    endpoint: new URL(url).host,
    protocol: 'HTTP',
    ...patient,
  });
}

it('@alicloud/ecs20140526 launches, watches and changes instances', async () => {
  const cloud = await openCloud({ guestRunner: 'none', settings: { power: { pendingMs: 1, startMs: 1, stopMs: 1 } } });
  await importKeyPair(cloud, 'ecs', 'ops');
  const client = new EcsClient(configFor(cloud));
  const launch = {
    ...region,
    imageId: 'ubuntu',
    instanceType: 'ecs.t6',
    amount: 2,
    keyPairName: 'ops',
    clientToken: 't',
  };
  const tag = [new ecsModule.RunInstancesRequestTag({ key: 'ssh', value: 'ops' })];
  const launched = await client.runInstances(new ecsModule.RunInstancesRequest({ ...launch, tag }));
  const instanceId = launched.body?.instanceIdSets?.instanceIdSet ?? [];
  expect(instanceId).toHaveLength(2);

  const statuses = async () => {
    const { body } = await client.describeInstanceStatus(
      new ecsModule.DescribeInstanceStatusRequest({ ...region, instanceId }),
    );
    return body?.instanceStatuses?.instanceStatus?.map(({ status }) => status);
  };
  await expect.poll(statuses).toEqual(['Running', 'Running']);
  const batch = { ...region, instanceId, batchOptimization: 'SuccessFirst' };
  const stopped = await client.stopInstances(
    new ecsModule.StopInstancesRequest({ ...batch, stoppedMode: 'KeepCharging' }),
  );
  expect(
    stopped.body?.instanceResponses?.instanceResponse?.map((row) => Object.fromEntries(Object.entries(row))),
  ).toMatchObject([
    { instanceId: instanceId[0], code: '200', message: 'success', previousStatus: 'Running' },
    { instanceId: instanceId[1], code: '200' },
  ]);
  await expect.poll(statuses).toEqual(['Stopped', 'Stopped']);
  await client.startInstance(new ecsModule.StartInstanceRequest({ instanceId: instanceId[0] }));
  const refused = client.rebootInstance(new ecsModule.RebootInstanceRequest({ instanceId: instanceId[1] }));
  await expect(refused).rejects.toMatchObject({ code: 'IncorrectInstanceStatus', statusCode: 403 });
  const one = await client.describeInstanceAttribute(
    new ecsModule.DescribeInstanceAttributeRequest({ instanceId: instanceId[1] }),
  );
  expect(one.body).toMatchObject({ instanceId: instanceId[1], status: 'Stopped' });
});

it.skipIf(!isIsolated)('@alicloud/ecs20140526 runs a script and reads its result', async () => {
  const cloud = await openCloud();
  const client = new EcsClient(configFor(cloud));
  const instanceId = [addInstance(cloud, { product: 'ecs' })];
  const agents = await client.describeCloudAssistantStatus(
    new ecsModule.DescribeCloudAssistantStatusRequest({ ...region, instanceId }),
  );
  const [agent] = agents.body?.instanceCloudAssistantStatusSet?.instanceCloudAssistantStatus ?? [];
  expect(agent).toMatchObject({ cloudAssistantStatus: 'true', supportSessionManager: true });
  const command = { type: 'RunShellScript', commandContent: 'echo "{{who}}"; exit 3', enableParameter: true };
  const { body } = await client.runCommand(
    new ecsModule.RunCommandRequest({ ...region, ...command, instanceId, timeout: 10, parameters: { who: 'Jack' } }),
  );
  const result = async () => {
    const request = { ...region, ...(body?.invokeId && { invokeId: body.invokeId }), contentEncoding: 'PlainText' };
    const found = await client.describeInvocationResults(new ecsModule.DescribeInvocationResultsRequest(request));
    return found.body?.invocation?.invocationResults?.invocationResult?.[0];
  };
  await expect.poll(result).toMatchObject({
    invocationStatus: 'Failed',
    exitCode: 3,
    output: 'Jack\n',
    errorCode: 'ExitCodeNonzero',
    dropped: 0,
  });
});

it.skipIf(!isIsolated)('@alicloud/swas-open20200601 restarts a server and runs a script in it', async () => {
  const cloud = await openCloud({ settings: { power: { rebootMs: 1, lingerMs: 0 } } });
  const client = new SwasClient(configFor(cloud));
  const instanceId = addInstance(cloud, { product: 'swas' });
  const target = { ...region, instanceId };
  const instanceIds = JSON.stringify([instanceId]);
  await client.rebootInstances(
    new swasModule.RebootInstancesRequest({ ...region, instanceIds, forceReboot: true, clientToken: 't-1' }),
  );
  const status = async () => {
    const { body } = await client.listInstanceStatus(
      new swasModule.ListInstanceStatusRequest({ ...region, instanceIds }),
    );
    return body?.instanceStatuses?.[0]?.status;
  };
  await expect.poll(status).toBe('Running');
  expect(cloud.instances.get(instanceId)?.history.reboots).toBe(1);
  const agents = await client.describeCloudAssistantStatus(
    new swasModule.DescribeCloudAssistantStatusRequest({ ...region, instanceIds: [instanceId] }),
  );
  expect(agents.body?.cloudAssistantStatus?.[0]).toMatchObject({ instanceId, status: true });
  const command = { name: 'test', type: 'RunShellScript', commandContent: 'echo hello', parameters: {} };
  const { body } = await client.runCommand(new swasModule.RunCommandRequest({ ...target, ...command }));
  const result = async () => {
    const request = new swasModule.DescribeInvocationResultRequest({ ...target, invokeId: body?.invokeId ?? '' });
    return (await client.describeInvocationResult(request)).body?.invocationResult;
  };
  const output = Buffer.from('hello\n').toString('base64');
  await expect.poll(result).toMatchObject({ invocationStatus: 'Success', exitCode: 0, output });
  const listed = await client.describeInvocations(new swasModule.DescribeInvocationsRequest(target));
  expect(listed.body?.invocations?.[0]).toMatchObject({ commandName: 'test', invokeStatus: 'Finished' });
});
