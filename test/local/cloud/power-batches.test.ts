import { describe, expect, it } from 'vitest';
import { ask, changesOf, statusOf } from './ask.ts';
import { addInstance } from './open-cloud.ts';
import { type Parameters, repeated } from './signed-call.ts';
import { openStillCloud } from './still-cloud.ts';

describe.each(['Start', 'Stop', 'Reboot'])('ecs %sInstances', (verb) => {
  const action = `${verb}Instances`;
  const fit = verb === 'Start' ? 'Stopped' : 'Running';
  const unfit = verb === 'Start' ? 'Running' : 'Stopped';

  async function openMixed() {
    const still = await openStillCloud();
    const ids = [
      addInstance(still.cloud, { product: 'ecs', status: fit }),
      addInstance(still.cloud, { product: 'ecs', status: unfit }),
      'i-none',
    ] as const;
    return { ...still, ids };
  }

  it('a batch together, by default: one in the wrong state refuses all', async () => {
    const { cloud, ids } = await openMixed();
    const { status, body } = await ask(cloud, 'ecs', action, repeated('InstanceId', ids.slice(0, 2)));
    expect([status, body.Code]).toEqual([403, 'IncorrectInstanceStatus']);
    expect(changesOf(cloud, ids[0])).toBe(0);
  });

  it('a batch together: one that does not exist refuses all', async () => {
    const { cloud, ids } = await openMixed();
    const { status, body } = await ask(cloud, 'ecs', action, repeated('InstanceId', [ids[0], ids[2]]));
    expect([status, body.Code]).toEqual([404, 'InvalidInstanceId.NotFound']);
    expect(changesOf(cloud, ids[0])).toBe(0);
  });

  it('SuccessFirst: each has its row, and the fit ones go', async () => {
    const { cloud, ids } = await openMixed();
    const parameters = { ...repeated('InstanceId', ids), BatchOptimization: 'SuccessFirst' };
    const { status, body } = await ask(cloud, 'ecs', action, parameters);
    const next = { Start: 'Starting', Stop: 'Stopping', Reboot: 'Running' }[verb];
    expect(status).toBe(200);
    expect(body.InstanceResponses).toMatchObject({
      InstanceResponse: [
        { InstanceId: ids[0], Code: '200', Message: 'success', PreviousStatus: fit, CurrentStatus: next },
        { InstanceId: ids[1], Code: 'IncorrectInstanceStatus', PreviousStatus: unfit, CurrentStatus: unfit },
        { InstanceId: 'i-none', Code: 'InvalidInstanceId.NotFound' },
      ],
    });
    expect(changesOf(cloud, ids[0])).toBe(1);
  });

  it('named twice, an instance is asked once', async () => {
    const { cloud, ids } = await openMixed();
    const { status } = await ask(cloud, 'ecs', action, repeated('InstanceId', [ids[0], ids[0]]));
    expect([status, changesOf(cloud, ids[0])]).toEqual([200, 1]);
  });

  it('a dry run changes nothing and ends in an error code', async () => {
    const { cloud, ids } = await openMixed();
    const dryRun = async (parameters: Parameters) =>
      (await ask(cloud, 'ecs', action, { ...parameters, DryRun: true })).body.Code;
    expect(await dryRun(repeated('InstanceId', [ids[0]]))).toBe('DRYRUN.SUCCESS');
    expect(await dryRun(repeated('InstanceId', ids))).toBe('IncorrectInstanceStatus');
    expect(await dryRun({ ...repeated('InstanceId', ids), BatchOptimization: 'SuccessFirst' })).toBe('DRYRUN.SUCCESS');
    const single = { InstanceId: ids[0], DryRun: true };
    expect((await ask(cloud, 'ecs', `${verb}Instance`, single)).body.Code).toBe('DryRunOperation');
    expect(changesOf(cloud, ids[0])).toBe(0);
  });
});

describe.each(['Start', 'Stop', 'Reboot'])('swas %sInstances', (verb) => {
  it('changes all, or refuses all', async () => {
    const { cloud } = await openStillCloud();
    const status = verb === 'Start' ? 'Stopped' : 'Running';
    const ids = [0, 1].map(() => addInstance(cloud, { product: 'swas', status }));
    const ask2 = (instanceIds: string[]) =>
      ask(cloud, 'swas', `${verb}Instances`, { InstanceIds: JSON.stringify(instanceIds) });
    const refused = await ask2([...ids, 'none']);
    expect([refused.status, refused.body.Code]).toEqual([404, 'InvalidInstanceId.NotFound']);
    expect(ids.map((id) => statusOf(cloud, id))).toEqual([status, status]);
    const { body } = await ask2(ids);
    expect(Object.keys(body)).toEqual(['RequestId']);
    expect((await ask2(ids)).body.Code).toBe('IncorrectInstanceStatus');
  });

  it('answers a repeated ClientToken as before, without another change', async () => {
    const { cloud, pass } = await openStillCloud();
    const id = addInstance(cloud, { product: 'swas', status: verb === 'Start' ? 'Stopped' : 'Running' });
    const once = () =>
      ask(cloud, 'swas', `${verb}Instances`, { InstanceIds: JSON.stringify([id]), ClientToken: 't-1' });
    await once();
    pass(60_000);
    expect((await once()).status).toBe(200);
    expect(changesOf(cloud, id)).toBe(1);
  });
});

describe.each(['Start', 'Stop', 'Reboot'])('ens %sInstances', (verb) => {
  it('takes ids joined by commas, and has a row for each', async () => {
    const { cloud } = await openStillCloud();
    const [fit, unfit] = verb === 'Start' ? (['Stopped', 'Running'] as const) : (['Running', 'Stopped'] as const);
    const ids = [fit, unfit].map((status) => addInstance(cloud, { product: 'ens', status }));
    const { body } = await ask(cloud, 'ens', `${verb}Instances`, { InstanceIds: [...ids, 'i-none'].join(',') });
    expect(body.InstanceResponses).toEqual([
      { InstanceId: ids[0], Code: 0, Message: 'success' },
      { InstanceId: ids[1], Code: 403, Message: expect.stringMatching(/^IncorrectInstanceStatus: /) },
      { InstanceId: 'i-none', Code: 404, Message: expect.stringMatching(/^InvalidInstanceId\.NotFound: /) },
    ]);
    expect(changesOf(cloud, ids[0] ?? '')).toBe(1);
  });
});
