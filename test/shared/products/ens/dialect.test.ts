import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../../shared/cloud/errors.ts';
import { ens } from '../../../../shared/products/ens/index.ts';
import { acceptedOf, openScripted } from '../scripted-call.ts';

const lost = new CloudError({ fate: 'lost', code: 'NoAnswer', message: 'no answer' });
const refusal = new CloudError({ fate: 'refused', code: 'IncorrectInstanceStatus', message: 'not now' });

describe('ens dialect', () => {
  it('the ens dialect asks one instance at a time, with force as text', async () => {
    const { driver, sent } = openScripted(ens, () => ({ Code: 0, RequestId: 'r-1' }));
    expect(acceptedOf(await driver.power.stop(null, ['i-1'], true))).toEqual({ 'i-1': 'yes' });
    await driver.power.reboot(null, ['i-1'], false);
    await driver.power.start(null, ['i-1']);
    expect(sent).toEqual([
      { action: 'StopInstance', parameters: { InstanceId: 'i-1', ForceStop: 'true' } },
      { action: 'RebootInstance', parameters: { InstanceId: 'i-1', ForceStop: 'false' } },
      { action: 'StartInstance', parameters: { InstanceId: 'i-1' } },
    ]);
  });

  it('the ens dialect says of each instance what became of its own call', async () => {
    const { driver } = openScripted(ens, ({ parameters }) => {
      if (parameters.InstanceId === 'i-2') throw refusal;
      if (parameters.InstanceId === 'i-3') throw lost;
      return { Code: parameters.InstanceId === 'i-4' ? 500 : 0 };
    });
    const results = await driver.power.stop(null, ['i-1', 'i-2', 'i-3', 'i-4'], false);
    expect(acceptedOf(results)).toEqual({ 'i-1': 'yes', 'i-2': 'no', 'i-3': 'unknown', 'i-4': 'no' });
  });

  it('the ens dialect asks for tags page after page, only of instances whose tags the listing left out', async () => {
    const Instance = [
      { InstanceId: 'i-1', Status: 'Stopped' },
      { InstanceId: 'i-2', Status: 'Stopped', Tags: { Tags: [{ TagKey: 'ssh', TagValue: 'ops' }] } },
      { InstanceId: 'i-3', Status: 'Stopped' },
      { InstanceId: 'i-4', Status: 'Stopped', Tags: {} },
    ];
    const tag = (TagKey: string) => ({ ResourceId: 'i-1', ResourceType: 'instance', TagKey, TagValue: 'v' });
    const { driver, sent } = openScripted(ens, ({ action, parameters }) => {
      if (action === 'DescribeInstances') return { Instances: { Instance } };
      return parameters.NextToken ? { TagResources: [tag('b')] } : { TagResources: [tag('a')], NextToken: 'next' };
    });
    const seen = await driver.look(null, ['i-1', 'i-2', 'i-3', 'i-4'], false);
    expect([...seen.values()].map(({ tags }) => tags)).toEqual([{ a: 'v', b: 'v' }, { ssh: 'ops' }, {}, {}]);
    const listing = { ResourceType: 'instance', ResourceId: ['i-1', 'i-3'] };
    expect(sent.slice(1).map(({ parameters }) => parameters)).toEqual([
      { ...listing, NextToken: undefined },
      { ...listing, NextToken: 'next' },
    ]);
  });

  it('the ens dialect lets the product find a name, and finds those of a pattern itself, for no wildcard is documented', async () => {
    const { driver, sent } = openScripted(ens, () => ({ Instances: { Instance: [] } }));
    await driver.list(null, { namePattern: 'edge-1' });
    await driver.list(null, { namePattern: 'edge-*' });
    expect(sent.map(({ parameters }) => parameters.InstanceName)).toEqual(['edge-1', undefined]);
  });

  it('the ens dialect has no remote commands', () => {
    expect(openScripted(ens).driver.commands).toBeNull();
  });
});
