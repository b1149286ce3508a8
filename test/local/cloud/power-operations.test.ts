import type { InstanceSpec } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../local/cloud/model/instance.ts';
import { ask, askOne, statusOf } from './ask.ts';
import { addInstance } from './open-cloud.ts';
import type { Parameters } from './signed-call.ts';
import { openStillCloud } from './still-cloud.ts';

type ProductName = InstanceSpec['product'];
const products = ['ecs', 'ens', 'swas'] as const;

describe.each(products)('%s: each state and each operation', (product) => {
  const accepted = { StartInstance: 'Stopped', StopInstance: 'Running', RebootInstance: 'Running' };
  const cases = statuses[product].flatMap((status) =>
    Object.entries(accepted).map(([action, needed]) => [status, action, status === needed] as const),
  );

  it.each(cases)('%s, %s: accepted is %s', async (status, action, isAccepted) => {
    const { cloud } = await openStillCloud();
    const instanceId = addInstance(cloud, { product, status });
    const answer = await askOne(cloud, product, action, instanceId);
    expect([answer.status, answer.body.Code]).toEqual(
      isAccepted ? [200, product === 'ens' ? 0 : undefined] : [403, 'IncorrectInstanceStatus'],
    );
    expect(statusOf(cloud, instanceId) === status).toBe(!isAccepted || action === 'RebootInstance');
  });

  it('an instance that does not exist', async () => {
    expect.hasAssertions();
    const { cloud } = await openStillCloud();
    for (const action of Object.keys(accepted)) {
      const { status, body } = await askOne(cloud, product, action, 'i-none');
      expect([status, body.Code]).toEqual([404, 'InvalidInstanceId.NotFound']);
    }
  });

  it('an instance goes through its states as time passes', async () => {
    const { cloud, pass } = await openStillCloud();
    const instanceId = addInstance(cloud, {
      product,
      powerDurations: { stopMs: 20, startMs: 30, rebootMs: 40, lingerMs: 5 },
    });
    const seen: (string | undefined)[] = [];
    const look = (ms: number) => {
      pass(ms);
      seen.push(statusOf(cloud, instanceId));
    };
    await askOne(cloud, product, 'StopInstance', instanceId);
    for (const ms of [0, 19, 1]) look(ms);
    await askOne(cloud, product, 'StartInstance', instanceId);
    for (const ms of [0, 29, 1]) look(ms);
    await askOne(cloud, product, 'RebootInstance', instanceId);
    for (const ms of [0, 5, 39, 1]) look(ms);
    expect(seen).toEqual([
      'Stopping',
      'Stopping',
      'Stopped',
      'Starting',
      'Starting',
      'Running',
      'Running',
      'Starting',
      'Starting',
      'Running',
    ]);
  });

  it('a reboot changes the boot id and the start time', async () => {
    const { cloud, pass } = await openStillCloud();
    const instanceId = addInstance(cloud, { product });
    const instance = cloud.instances.get(instanceId);
    const before = { bootId: instance?.bootId, startTime: instance?.startTime ?? 0 };
    await askOne(cloud, product, 'RebootInstance', instanceId);
    pass(60_000);
    expect(instance?.status).toBe('Running');
    expect(instance?.bootId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(instance?.bootId).not.toBe(before.bootId);
    expect(instance?.startTime).toBeGreaterThan(before.startTime);
  });

  it('an operation is recorded by the cloud itself', async () => {
    const { cloud, pass } = await openStillCloud({ power: { stopMs: 10, startMs: 10 } });
    const instanceId = addInstance(cloud, { product });
    for (const action of ['StopInstance', 'StartInstance']) {
      await askOne(cloud, product, action, instanceId);
      pass(10);
    }
    await askOne(cloud, product, 'StartInstance', instanceId);
    const { starts, stops, reboots, notRunning } = cloud.instances.get(instanceId)?.history ?? {};
    expect({ starts, stops, reboots }).toEqual({ starts: 1, stops: 1, reboots: 0 });
    expect(notRunning?.map(({ from, until }) => (until ?? 0) - from)).toEqual([20]);
  });
});

describe('force', () => {
  const flags: [ProductName, string, Parameters][] = [
    ['ecs', 'StopInstance', { ForceStop: true }],
    ['ecs', 'StopInstances', { ForceStop: 'true' }],
    ['ens', 'StopInstance', { ForceStop: 'true' }],
    ['swas', 'StopInstances', { ForceStop: true }],
    ['ecs', 'RebootInstance', { ForceStop: true }],
    ['ecs', 'RebootInstances', { ForceReboot: true }],
    ['ens', 'RebootInstance', { ForceStop: 'true' }],
    ['swas', 'RebootInstances', { ForceReboot: true }],
  ];
  it.each(flags)('force: %s %s with %j is faster', async (product, action, force) => {
    const { cloud, pass } = await openStillCloud({ power: { stopMs: 1000, rebootMs: 1000, lingerMs: 0 } });
    const [soon, later] = [addInstance(cloud, { product }), addInstance(cloud, { product })] as const;
    await ask(cloud, product, action, { ...idsFor(product, action, soon), ...force });
    await ask(cloud, product, action, idsFor(product, action, later));
    pass(500);
    const end = action.startsWith('Stop') ? 'Stopped' : 'Running';
    expect([statusOf(cloud, soon) === end, statusOf(cloud, later) === end]).toEqual([true, false]);
  });
});

function idsFor(product: ProductName, action: string, id: string): Parameters {
  if (!action.endsWith('s')) return { InstanceId: id };
  return product === 'swas' ? { InstanceIds: JSON.stringify([id]) } : { 'InstanceId.1': id };
}
