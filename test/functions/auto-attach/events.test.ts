import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/auto-attach.ts';
import { created, stateChange } from '../../shared/auto-attach/auto-scene.ts';
import { sample, sampleNames } from '../../shared/triggers/samples.ts';
import { contextFor, createKeyPair } from '../../stack.ts';

const ID = 'i-bp1ecr000000005go2go';
const ours = { regionId: 'cn-hangzhou', tags: { ssh: 'ops' } };

let cloud: LocalCloud;
let lines: string[];
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.close());
beforeEach(async () => {
  cloud.reset();
  vi.stubEnv('KEYFLEET_ENDPOINT', cloud.url);
  lines = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await createKeyPair(cloud, 'ecs', 'ops');
  await createKeyPair(cloud, 'ens', 'ops');
  // Stopped ones need no look inside, so that nothing here takes a guest's time.
  cloud.instances.add([
    { ...ours, product: 'ecs', instanceId: ID, status: 'Stopped' },
    { ...ours, product: 'ecs', instanceId: 'i-bp1other', tags: { ssh: 'dev' } },
    {
      product: 'ens',
      regionId: 'cn-hangzhou-44',
      tags: { ssh: 'ops' },
      instanceId: 'i-5demo00000000000000000002',
      status: 'Stopped',
    },
  ]);
  return () => {
    log.mockRestore();
    vi.unstubAllEnvs();
  };
});

const bytes = (event: unknown) => Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
const invoke = async (event: unknown) => handler(bytes(event), contextFor(cloud, 5));
const attachedTo = () =>
  cloud.instances.list().flatMap(({ instanceId, keyPairName }) => (keyPairName ? [instanceId] : []));

/** What of the published samples is about an instance of the fleet. */
const about: Readonly<Record<string, readonly string[]>> = {
  'eventbridge-ecs-statechange': [ID],
  'ecs-statechange-cms-running': [ID],
  'cms-ens-created': ['i-5demo00000000000000000002'],
  'actiontrail-ens-runinstances': ['i-5demo00000000000000000002'],
  'eventbridge-scheduledevent': ['i-5demo00000000000000000002', ID],
  timer: ['i-5demo00000000000000000002', ID],
};

describe('a published sample through the real handler', () => {
  it.each(sampleNames)('a published sample through the real handler: %s', async (name) => {
    const report = await invoke(sample(name));
    expect(attachedTo().toSorted()).toEqual((about[name] ?? []).toSorted());
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ...report, requestId: '1-test' });
  });
});

const event = stateChange(ID, 'Stopped');
const monitored = (state: string) => ({
  ver: '1.0',
  product: 'ECS',
  name: 'Instance:StateChange',
  userId: '1234567890123456',
  regionId: 'cn-hangzhou',
  content: { resourceId: ID, state },
});

describe('each shape in which an event may come', () => {
  it.each<[string, unknown]>([
    ['one CloudEvent', event],
    ['an array of them', [event, stateChange('i-bp1other'), event]],
    ['a CloudEvent whose data is a text', { ...event, data: JSON.stringify(event.data) }],
    ['a publish time that is none', { ...event, aliyunpublishtime: '2020-11-19T21:04:42.179PRC' }],
    [
      'without any optional attribute',
      { source: event.source, type: event.type, aliyunregionid: 'cn-hangzhou', data: event.data },
    ],
    ['a body that is its data alone', { ...event.data, regionId: 'cn-hangzhou' }],
    ['a body made by a template', { instanceId: ID, region: 'cn-hangzhou' }],
    ['a text with JSON in it', JSON.stringify(JSON.stringify(event))],
    ['Created, as some documents have it', stateChange(ID, 'Created')],
    ['Pending, as others have it', stateChange(ID, 'Pending')],
    ['CloudMonitor, Running', monitored('Running')],
    ['RunInstances by ActionTrail', created('ecs', [ID])],
    ['CreateInstance by ActionTrail', created('ecs', [ID], 'CreateInstance')],
    ['Create, the buy page', { ...created('ecs', [ID], 'Create'), type: 'ecs:ActionTrail:ConsoleOperation' }],
  ])('each shape in which an event may come: %s', async (_, payload) => {
    expect(await invoke(payload)).toMatchObject({ succeededCount: 1 });
    expect(attachedTo()).toEqual([ID]);
  });
});

describe('what is not for this function is a success with a reason, and no instance is looked at', () => {
  it.each<[string, unknown, string]>([
    ['another account', { ...event, aliyunaccountid: '999' }, 'it is of another account, "999"'],
    ['another type', { ...event, type: 'oss:ObjectCreated' }, 'nothing is to be done at type "oss:ObjectCreated"'],
    ['a state that needs nothing', stateChange(ID, 'Deleted'), 'nothing is to be done at state "Deleted"'],
    ['another region', stateChange(ID, 'Running', 'eu-west-1'), 'fleet.yaml selects nothing of ecs in eu-west-1'],
    [
      'a call that failed',
      { ...created('ecs', [ID]), data: { ...created('ecs', [ID]).data, errorCode: 'NoStock' } },
      'it records a call that failed with "NoStock"',
    ],
    ['no JSON', 'hello', 'it is no event that we know'],
    ['nothing', '', 'it is no event that we know'],
  ])(
    'what is not for this function is a success with a reason, and no instance is looked at: %s',
    async (_, payload, reason) => {
      cloud.calls.clear();
      expect(await invoke(payload)).toMatchObject({ totalCount: 0, complete: true, reasons: [reason] });
      expect(cloud.calls.list().filter(({ product }) => product !== 'kms')).toEqual([]);
    },
  );
});

describe('failure', () => {
  it('a failure that a retry can mend leaves the function, after it was logged, so that the event is delivered again', async () => {
    cloud.faults.add({ product: 'ecs', action: 'AttachKeyPair', fault: 'html502', times: 100 });
    await expect(invoke(event)).rejects.toMatchObject({ name: 'TryAgain' });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ totalCount: 1, succeededCount: 0 }),
    ]);
  });

  it('a failure that no retry mends is answered, so that the event is not delivered again', async () => {
    cloud.faults.add({ product: 'ecs', action: 'AttachKeyPair', fault: 'error', code: 'Forbidden.RAM', status: 403 });
    expect(await invoke(event)).toMatchObject({ failCount: 1, results: [{ code: 'Forbidden.RAM' }] });
  });

  it('a failure of the function itself leaves it without a word of the event', async () => {
    const context = { ...contextFor(cloud), credentials: {} };
    await expect(handler(bytes(event), context)).rejects.toMatchObject({ name: 'InvalidConfiguration' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'InvalidConfiguration' });
  });
});
