import { describe, expect, it } from 'vitest';
import { ecs } from '../../../../shared/products/ecs/index.ts';
import { acceptedOf, openScripted } from '../scripted-call.ts';

const region = 'cn-hangzhou';

describe('ecs dialect', () => {
  it('the ecs dialect lets one instance’s refusal be its own, and a stopped one keep its place', async () => {
    const { driver, sent } = openScripted(ecs);
    await driver.power.stop(region, ['i-1', 'i-2'], false);
    await driver.power.reboot(region, ['i-1'], true);
    await driver.power.start(region, ['i-1']);
    const common = { RegionId: region, BatchOptimization: 'SuccessFirst' };
    expect(sent).toEqual([
      {
        action: 'StopInstances',
        parameters: { ...common, InstanceId: ['i-1', 'i-2'], ForceStop: false, StoppedMode: 'KeepCharging' },
      },
      { action: 'RebootInstances', parameters: { ...common, InstanceId: ['i-1'], ForceReboot: true } },
      { action: 'StartInstances', parameters: { ...common, InstanceId: ['i-1'] } },
    ]);
  });

  it('reads each row, and knows nothing of an instance without one', async () => {
    const rows = [
      { InstanceId: 'i-1', Code: '200', Message: 'success' },
      { InstanceId: 'i-2', Code: 'IncorrectInstanceStatus', Message: 'not now' },
      { InstanceId: 'i-3', Code: 'InternalError' },
      { InstanceId: 'i-other', Code: '200' },
    ];
    const { driver } = openScripted(ecs, () => ({ RequestId: 'r-1', InstanceResponses: { InstanceResponse: rows } }));
    const results = await driver.power.reboot(region, ['i-1', 'i-2', 'i-3', 'i-4'], false);
    expect(acceptedOf(results)).toEqual({ 'i-1': 'yes', 'i-2': 'no', 'i-3': 'unknown', 'i-4': 'unknown' });
    expect(results.get('i-2')).toMatchObject({ message: 'not now', requestId: 'r-1' });
    expect(results.get('i-4')).toMatchObject({ code: 'NoAnswer', requestId: 'r-1' });
  });

  it('sends a script as Base64, as root, with a token of its own', async () => {
    const { driver, sent } = openScripted(ecs, () => ({ InvokeId: 't-1' }));
    const start = () => driver.commands?.start(region, ['i-1', 'i-2'], 'echo "é"', 90);
    expect(await start()).toBe('t-1');
    await start();
    const [first, second] = sent.map(({ parameters }) => parameters);
    expect(first).toMatchObject({
      RegionId: region,
      InstanceId: ['i-1', 'i-2'],
      Type: 'RunShellScript',
      ContentEncoding: 'Base64',
      CommandContent: Buffer.from('echo "é"').toString('base64'),
      Timeout: 90,
      Username: 'root',
      WorkingDir: '/root',
    });
    expect(first?.ClientToken).toMatch(/^[\x21-\x7e]{1,64}$/);
    expect(second?.ClientToken).not.toBe(first?.ClientToken);
  });

  it('reads results page after page, each as long as the product gives them', async () => {
    const row = (InstanceId: string) => ({ InstanceId, InvocationStatus: 'Success', ExitCode: 0 });
    const { driver, sent } = openScripted(ecs, ({ parameters }) => ({
      Invocation: parameters.NextToken
        ? { NextToken: '', InvocationResults: { InvocationResult: [row('i-2')] } }
        : { NextToken: 'next', InvocationResults: { InvocationResult: [row('i-1')] } },
    }));
    const results = await driver.commands?.results(region, 't-1', ['i-1', 'i-2']);
    expect([...(results ?? [])].map(([id, { exitCode }]) => [id, exitCode])).toEqual([
      ['i-1', 0],
      ['i-2', 0],
    ]);
    const page = { RegionId: region, InvokeId: 't-1', MaxResults: 50 };
    expect(sent.map(({ parameters }) => parameters)).toEqual([page, { ...page, NextToken: 'next' }]);
  });

  it('lists key pairs in pages as long as the product gives them', async () => {
    const { driver, sent } = openScripted(ecs, () => ({ TotalCount: 0 }));
    expect(await driver.keyPairs.list(region, 'ops*')).toEqual([]);
    expect(sent.map(({ parameters }) => parameters)).toMatchObject([{ KeyPairName: 'ops*', PageSize: 50 }]);
  });

  it.each([['true'], ['True'], [true]])('takes %j for an agent that answers', async (CloudAssistantStatus) => {
    const rows = [
      { InstanceId: 'i-1', CloudAssistantStatus },
      { InstanceId: 'i-2', CloudAssistantStatus: 'false' },
    ];
    const answer = { InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus: rows } };
    const agents = await openScripted(ecs, () => answer).driver.commands?.agents(region, ['i-1', 'i-2', 'i-3']);
    expect(Object.fromEntries(agents ?? [])).toEqual({ 'i-1': true, 'i-2': false, 'i-3': false });
  });

  it('prefers the elastic address, and the address in the VPC', async () => {
    const Instance = [
      {
        InstanceId: 'i-1',
        Status: 'Running',
        EipAddress: { IpAddress: '198.18.0.9' },
        PublicIpAddress: { IpAddress: ['198.18.0.1'] },
        InnerIpAddress: { IpAddress: ['10.0.0.1'] },
        VpcAttributes: { PrivateIpAddress: { IpAddress: ['10.0.0.9'] } },
      },
      { InstanceId: 'i-2', Status: 'Running', InnerIpAddress: { IpAddress: ['10.0.0.2'] } },
    ];
    const seen = await openScripted(ecs, () => ({ Instances: { Instance } })).driver.look(
      region,
      ['i-1', 'i-2'],
      false,
    );
    expect(seen.get('i-1')?.addresses).toEqual({ private: '10.0.0.9', public: '198.18.0.9' });
    expect(seen.get('i-2')).toMatchObject({ addresses: { private: '10.0.0.2', public: null }, tags: {} });
  });
});
