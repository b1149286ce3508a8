import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { swas } from '../../../../shared/products/swas/index.ts';
import { acceptedOf, openScripted } from '../scripted-call.ts';

const region = 'cn-hangzhou';
const refusal = new CloudError({ fate: 'refused', code: 'IncorrectInstanceStatus', message: 'not now' });

describe('swas dialect', () => {
  it('the swas dialect asks many at once, with a new token for every call', async () => {
    const { driver, sent } = openScripted(swas);
    expect(acceptedOf(await driver.power.stop(region, ['i-1', 'i-2'], true))).toEqual({ 'i-1': 'yes', 'i-2': 'yes' });
    await driver.power.reboot(region, ['i-1'], false);
    await driver.power.start(region, ['i-1']);
    await driver.tag(region, ['i-1'], { a: 'b' });
    const tokens = sent.map(({ parameters }) => parameters.ClientToken);
    expect(new Set(tokens).size).toBe(4);
    expect(tokens.every((token) => /^[\x21-\x7e]{1,64}$/.test(String(token)))).toBe(true);
    const common = { RegionId: region, ClientToken: expect.any(String) };
    const resources = { ResourceType: 'instance', ResourceId: ['i-1'] };
    expect(sent).toEqual([
      { action: 'StopInstances', parameters: { ...common, InstanceIds: '["i-1","i-2"]', ForceStop: true } },
      { action: 'RebootInstances', parameters: { ...common, InstanceIds: '["i-1"]', ForceReboot: false } },
      { action: 'StartInstances', parameters: { ...common, InstanceIds: '["i-1"]' } },
      { action: 'TagResources', parameters: { ...common, ...resources, Tag: [{ Key: 'a', Value: 'b' }] } },
    ]);
  });

  it('finds out which instance a call was refused for', async () => {
    const { driver } = openScripted(swas, ({ parameters }) => {
      if (String(parameters.InstanceIds).includes('i-3')) throw refusal;
      return { RequestId: 'r-1' };
    });
    const results = await driver.power.reboot(region, ['i-1', 'i-2', 'i-3', 'i-4'], false);
    expect(acceptedOf(results)).toEqual({ 'i-1': 'yes', 'i-2': 'yes', 'i-3': 'no', 'i-4': 'yes' });
  });

  it('sends a script as it is, by name, to one instance', async () => {
    const { driver, sent } = openScripted(swas, () => ({ InvokeId: 't-1' }));
    expect(await driver.commands?.start(region, ['i-1'], 'echo "é"', 90)).toBe('t-1');
    expect(sent[0]).toEqual({
      action: 'RunCommand',
      parameters: {
        RegionId: region,
        InstanceId: 'i-1',
        Name: 'keyfleet',
        Type: 'RunShellScript',
        CommandContent: 'echo "é"',
        Timeout: 90,
        WorkingUser: 'root',
        WorkingDir: '/root',
      },
    });
  });

  it('the swas dialect asks for agents in pages of 50, with ids as a JSON string', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `i-${n}`);
    const { driver, sent } = openScripted(swas, ({ parameters }) => ({
      CloudAssistantStatus: (JSON.parse(String(parameters.InstanceIds)) as string[]).map((InstanceId) => ({
        InstanceId,
        Status: InstanceId !== 'i-59',
      })),
    }));
    const agents = await driver.commands?.agents(region, ids);
    expect([...(agents ?? [])].filter(([, isAlive]) => !isAlive)).toEqual([['i-59', false]]);
    expect(sent.map(({ parameters }) => parameters.PageSize)).toEqual([50, 50]);
  });
});
